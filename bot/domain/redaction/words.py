"""Word lists that tell names from other words. Written for Central Java; order means nothing."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Given names and second names that are not ordinary words, or hardly ever are.
GIVEN = _words(
    """
    abdul abdullah abidin abimanyu achmad adelia adinda aditya adriana afifah agnes agus agustin
    agustina ahmad ainun aisah aisyah ajeng akbar alfi alfian ali alif alifah alya amalia amanda
    amelia amin aminah amir anam anang anas andi andika andini andre andri andriani andy angga
    anggi anggita anggraeni anggraini ani anik anis anisa anita anjani anna annisa anton antonius
    anwar aprilia ardi ardian ari arief arif arifin aris ariyanti ariyanto arum arya asep asih
    asmawati asri astri astuti atik atmo atmojo atun aulia ayu aziz azizah bachtiar bagas bagus
    bagyo bahar bambang basiran basri basuki bayu bejo benny bima budi budianto budiarti budiarto
    budiman budiono budiyono burhan bustami cahyadi cahyani cahyo cahyono candra catur chandra
    christina dadang dahlia danang dani daniel danu darma darmaji darman darmi darmo darno darsih
    darso darsono darti daryanto daryono dedi dedy deni denny desi desy devi dewanti dewi diah
    dian diana dika dimas dina dini dito djoko doni donny dudung dwi dyah edi edy eka eko elisa
    elly elsa endah endang eni enny erlangga erna ernawati erni erwin estu eva evi fadhil fadil
    fahmi faisal fajar farah farhan farid farida fatimah fatma fatonah fauzan fauzi fauziah febri
    febriana ferdi ferry fina firda firdaus firman fitri fitria fitriana fitriani galih galuh
    ganjar gatot gilang ginanjar gito giyanti giyarti giyono gunadi gunarto gunawan guntoro habib
    habibah hadi hafidz hafiz hakim halimah hamid hamidah hamzah handayani handoko hani hanif
    hanifah hapsari hariadi harjanti harjo harni harsono hartati harti hartini hartono hartoyo
    haryadi haryanti haryanto haryati haryono hasan hasanah hastuti hasyim helmi hendra hendri
    hendro heni henny heri herlina herman hermanto hermawan heru hesti hidayah hidayat hidayati
    huda husein husna husni hutapea ibnu ibrahim ida ihsan iis ika ikhsan ilham ima imam imron ina
    indah indra indri indriani ineke intan inung ipung ira irawan irfan iriani irma irmawati
    iskandar ismail ismi ismiyati istiqomah iswanto iva iwan jaelani jamal jamilah januar jarwo
    jasmin jatmiko jayanti jihan joko jono joyo juli juliana jumadi jumiati juminah juminten
    jumirah juniati jupri juwari juwariyah kamil kamilah kardi karjo karman karmi karni karno
    karsih karsono kartika kartinah kartini karto kartono karyadi karyo kasinem kasiyem kasmi
    kasmiyati katmi kemal kerto khadijah khairul khasanah khoirul khotimah kiki kirana kirno
    komari komariah komarudin kris krisna kristanto kristina kromo kukuh kurnia kurniasih
    kurniawan kurniawati kusnadi kusno kusuma kuswanto kuswati laila lailatul larasati lasiman
    lasinah lasmi latif latifah legiman legimin leginah legiyem legiyo lela leni lestari lia lies
    lilik lilis lina linda lisa listi listiani listyowati lubis lukman luluk lusi lusiana lutfi
    maharani mahmud maimunah maman mardi mardiyah mardiyono margono maria mariana mariani marjono
    marni marsih marsini marsiti marsono marsudi marti martini martono maryadi maryam maryani
    maryanto maryati maryono maryuni masitoh maskur maslahah mastur maulana maulida maya megawati
    melani meliana melinda mia mila minah misbah misdi misiyem misni mita mitro mochamad mohamad
    muchlis mufid muhamad muhammad muhyidin mujiati mujilah mujinah mujiono mujiyem mujiyono
    mukhlis mukti mulyadi mulyani mulyanto mulyati mulyo mulyono munawar munawaroh munir muniroh
    muntamah muntari murdiyanto murni murniati mursid mursidi mursinah mursiyem murti murtini
    murwati musa musdalifah muslih mustafa mustakim mustaqim mustika mustofa mutia mutiara
    mutmainah nabil nabila nadia nafisah nanang nanda nani nanik narsih narti nasir nasirin nasrul
    nasution nawang ngadi ngadimin ngadinah ngadino ngadirah ngadiyem ngadiyo ngaisah ngatemi
    ngatijah ngatijo ngatinah ngatini ngatiyem ngatman ngatmi ngatno nia niken nila nina nindya
    ningrum ningsih ninik nining nisa nita noto novi novia noviana novianti novita nugraha nugroho
    nunik nuning nunung nur nuraini nurcahyo nurdin nurhadi nurhasanah nurhayati nurhidayah nuri
    nurjanah nurkholis nurlaela nurlaila nurma nurrohman nurul nuryadi nuryani nuryanti nuryanto
    nyoman oktavia oktaviani paijan paijem paijo paikem paiman paimin painah painem paini pairah
    pairan pairin paiyem paniyem panjaitan panut pardi pardjo parinah pariyah pariyem parjo parman
    parmi parmin parno parsini parti partinah partini partiyem partono paryanti paryati paryono
    paulus pawiro pipit pitoyo ponco poniman ponimin poninah ponirah ponirin poniyah poniyem
    poniyo popi prabowo pradana prakoso pramono pranoto prapti prasetya prasetyo prastowo pratama
    pratiwi pratomo prawiro prayitno prayogo pujiastuti pujiati pujiono purnama purnomo purwadi
    purwanti purwanto purwati purwo purwono puspa puspita puspitasari putra putri rachmad rachmat
    raden rahardjo raharjo rahayu rahma rahmad rahman rahmat rahmawati raka rakhmat ramadhan
    ramadhani ramdani ramli rani ratih ratman ratmi ratna ratnasari ratno reni reny resti restu
    retno rian riana riani rianto rida ridho ridwan rifai rifki rika rina rini rino riris riska
    riski risma rista ristanti rita riyadi riyanti riyanto rizal rizka rizki rizky robi rochmad
    rochmat rodiyah rofiah rofiq rohana rohani rohayati rohim rohimah rohmah rohman rohmat rokayah
    rokhim rokhmah romadhon romadon romlah roni rosa rosi rosid rosidah rosita rosmini rubinah
    rubiyah rubiyanti rubiyem rudi rudy rukiyah rukmi rukmini rumini rumiyati rumiyem rusdi
    rusmadi rusman rusmanto rusmiati rusmini rusmiyati rustam rustini ruswati sadiman sadinah
    sadiyah safira safitri saidi saiful saikem saimah saiman saimin sainah sakinah saleh salim
    salimah salma salsabila samiasih samidi samijan samijo samini samirah samirin samiyem samsiyah
    samsudin samsul samuel sandra sanem sangadah sangidah sania sanirah santi santika santosa
    santoso saodah sapardi saparno sarah sarbini sardi sardjono sari sarifah sarijan sarijem
    sarijo sariman sarimin sarinah sarinem sariyah sariyem sarjo sarjono sarju sarmi sarmin
    sarmini sarno sarti sartinah sartini sartono sarwanto sarwati sarwo sarwono sasa sastro
    satimin satinah satinem satini satiyah satiyem satrio satriyo sekar selvi septi septian
    septiana septiani setiadi setiawan setiawati seto setyaningsih setyawan setyo setyono
    setyorini setyowati shinta sholeh sholihah sholihin sholikhah sigit silvi silvia simanjuntak
    sinaga sindi sinta siregar siska sismanto siswadi siswandi siswanti siswanto siswati siswo
    siswoyo siti slamet soekarno sofia sofiah sofyan solikah solikhah solikhin solikin somo sonny
    sopiah sri subagio subagyo subandi subardi subari subarkah subekti subiyanto subkhan subroto
    sucahyo sucipto sudarmi sudarmo sudarno sudarsih sudarsono sudarti sudarto sudaryanto
    sudaryati sudibyo sudiman sudirman sudjarwo sudono sugeng sugi sugianto sugiarti sugiarto
    sugimin sugimo sugini sugino sugiono sugirah sugito sugiyah sugiyanti sugiyanto sugiyarti
    sugiyarto sugiyem sugiyono suhaeni suhardi suharni suharno suharso suharti suhartini suharto
    suhartono sujadi sujarno sujarwo sujatmi sujatmiko sujiati sujinah sujiyem sujono sukamti
    sukardi sukarjo sukarman sukarmi sukarni sukarno sukarsih sukarti sukarto sukasih sukemi
    sukesi sukimah sukiman sukimin sukinah sukinem sukini sukino sukirah sukirman sukirno sukiyah
    sukiyem sukiyo sukmawati sukoco sulaiman sulami sulasih sulasmi sulastri sulis sulistiani
    sulistiono sulistiyani sulistiyono sulistyo sulistyorini sulistyowati sulton sumadi sumaji
    sumardi sumarji sumarjo sumarlan sumarmi sumarni sumarno sumarsih sumarsono sumarti sumartini
    sumarto sumaryanto sumaryati sumiasih sumiati sumilah suminah suminem sumini sumino suminto
    sumirah sumiran sumiyah sumiyati sumiyem sumono sunardi sunarko sunarmi sunarni sunarno
    sunarsih sunarso sunarti sunarto sunarwan sunaryo sundari supardi suparman suparmi suparmin
    suparni suparno suparti suparyanto supatmi supeno supinah supiyah suprapti suprapto supratman
    supri supriadi supriati supriatin suprihatin supriono supriyadi supriyanti supriyanto
    supriyatin supriyono surachman suradi suraji surani surati surip suripah suripto suritno suro
    suroso surti surtini suryadi suryana suryani suryanto suryati suryo suryono susana susanti
    susanto susi susilawati susilo susilowati sutanto sutardi sutari sutarjo sutarman sutarmi
    sutarni sutarno sutarti sutarto sutaryo suti sutijah sutikno sutimah sutimin sutinah sutini
    sutino sutirah sutiyah sutiyem sutiyono sutopo sutoyo sutrimo sutris sutrisni sutrisno suwanto
    suwardi suwarjo suwarni suwarno suwarsih suwarso suwarti suwartini suwarto suwaryo suwignyo
    suwito suwono suyadi suyamti suyanti suyanto suyati suyatmi suyatmin suyatno suyatun suyitno
    suyono syaiful syamsul syarif syarifah syifa tanti tari taryono tasmi tati tatik tedi tedjo
    teguh tejo theresia tia tien tika tina tini titi titik titin titis tiwi tohir tono totok toyib
    tri triana triman trimo trinah trisno triwahyuni triyanto triyono tugiman tugimin tuginah
    tugino tugirah tugiyah tugiyem tugiyo tukijan tukijo tukilah tukiman tukimin tukinah tukinem
    tukino tukirah tukiran tukiyah tukiyem tukiyo tumijan tuminah tuminem tumini tumirah tumiran
    tumiyem tuti tutik tutut udin ujang ulfa ulfah ulum ulya umar umayah umi ummi untari untung
    upik usman uswatun utami utomo uun vera veri vero veronica vina vita vivi wagiman wagimin
    waginah waginem wagini wagino wagirah wagiran wagiyah wagiyem wagiyo wahid wahidin wahyu
    wahyudi wahyuni wahyuningsih wakidi wakidjan walinah waliyah waliyem waluyo wanti warjo warni
    warno warsi warsih warsinah warsini warsito warsiyem warso warsono warti wartinah wartini
    wartono wartoyo waryanti wasinah wasini wasirah wasis wasito wasiyah wasiyem wasiyo wasono
    wati wawan widada widayat widayati widi widiastuti widodo widya widyaningsih widyastuti
    widyawati wigati wijaya wijayanti wijayanto wiji wijiyanto wiro wisnu wito wiwik wiwin wiwit
    wiyono wongso wulandari wuri wuryani wuryanto wuryati yahya yana yani yanti yanto yatemi yati
    yatiman yatin yatinah yatini yatmi yatno yayuk yekti yeni yesi yoga yogi yohana yohanes yono
    yosef yoyok yudha yudi yuli yulia yuliana yuliani yulianti yulianto yuliati yulis yuliyanti
    yun yuni yuniarti yunita yunus yusuf zaenab zaenal zaenuri zahra zahro zainab zainal zaini
    zainuddin zakaria zaki zakiyah zubaidah zuhri zulaikha zulfa zulkifli
    """
)

# Names that are ordinary words too: written small they need a title or "nama" before them.
ALSO_WORDS = _words(
    """
    adil agung agustus anam ani anti april aris asih asri bagus bayu bejo bima bintang budi cahyo
    cahyono candra citra darma dian diana dina dini dwi eka eko elsa endah fajar hafiz hakim
    handoko hani hasanah hidayah huda iis ima imam indah intan iva januar juli kamil kasmi kiki
    kirana kris kukuh kurnia kusno kusuma lestari lia lies lina lisa lukman lusi mardi maria maya
    melani mia mila mina minah mita mukti mulyo murni mutiara nabil nani narti nia nila nina nur
    oktavia panut paulus pipit prasetya pratama purnama puspa putra putri raden rahayu rahma
    rahmat raka rani restu rida ridho rina rini rosa rosi rudi sakinah saleh santi santika santosa
    sari sekar setia siska slamet sri sumber supri surip suripto suro surya suryo tanti tari tati
    teguh tika tina tini titi titik titis tri triman trimo untung upik utama utami utomo vera
    wahyu wanti warni warsih wasis wati widi widya yana yani yoga yun
    """
)

# Never part of a name after any cue: roles, forms of address, pronouns.
NOT_A_NAME = _words(
    """
    adek adik admin agen aku alm almarhum almarhumah anak anda asma babinsa bang bapak beliau
    bendahara bestie bhabinkamtibmas bidan bojo bojoku bos boss bot bro bu bude budhe bupati camat
    cantik carik cucu dalem dek dheweke dia dik dinas dinsos direktur dokter dosen dr dukuh eyang
    gaes gan gang ganteng gg gua gubernur gue guru guys gw hakim hp ia ibu istri jaksa jeneng jl
    jln juragan kabupaten kader kades kadus kak kakak kami kamu kasi kaur kec kecamatan kel
    kelurahan kepala ketua kiai kita kk koordinator koordinatornya kota kowe ku kula kulo lo lu
    lurah manajer mas mba mbah mbak mbok menteri mentri mereka mimin min modin mu nama nik no nya
    om operator pak pakde panjenengan pegawai pendamping pengurus perawat petugas piyambake pkh
    polisi presiden provinsi rektor rt rw sampeyan sapa satpam satpol saya sayang sekretaris siapa
    simbah simbok sinten sis sob sopo suami tante tentara tersayang tkpkd tksk ustadz wa wali
    walikota yth
    """
)

# Places that are asked about all the time and name nobody.
PLACES = _words(
    """
    aloon alun armada artos badaan bali bandongan bandung bantul banyumas barat batam bayeman
    bekasi bogeman bogor borobudur boton botton boyolali brebes cacaban candimulyo canguk cilacap
    demak denpasar depok diponegoro diy dukun dumpoh gelangan gotong grabag gunungkidul hatta
    indonesia jabar jakarta jateng jatim jawa jepara jogja jurangombo kajoran kaliangkrik
    kalimantan karanggading karet kebondalem kebonpolo kebumen kedungsari kemirirejo kendal klaten
    kramat kudus kulonprogo kwarasan lampung magelang magersari makassar malang malangan medan
    menoreh menowo merapi merbabu mertoyudan meteseh mungkid muntilan nambangan ngablak ngembik
    ngluwar pahlawan pakis palembang pancasila panjang papua paten pati pekalongan pelajar
    potrobangsan purwokerto purworejo rejowinangun royong salam salaman salatiga samban sanden
    sawangan secang selatan semarang sindoro sleman soekarno solo srumbung sudirman sulawesi
    sumatra sumbing surabaya surakarta sutoyo tangerang tegal tegalrejo temanggung tempuran tengah
    tentara tidar timur trunan tuguran tulung utara wates windusari wonosobo yogya yogyakarta
    """
)

# Words of everyday messages and of this subject, common after "nama saya", "pak", "saya" and at
# the beginning of a sentence. Those a name may also be made of (untung, rahayu) are left out.
ORDINARY = _words(
    """
    acara ada adalah agak agar agen agustus ahad air ajukan akan akeh akhir akhirnya akta akte
    aktif akun alamat album alhamdulillah alias alit allah aman amargi ambil ampun ana android
    aneh anggota angsal angsuran anjing antara antri anyar apa apakah apalagi apbd apbn apik apk
    aplikasi app april arep artis asal asap asing asli asline assalamualaikum atas atau atm awal
    awan ayo baca badan badhe bagaimana bagi bagian bagus bahagia bahasa bahwa baik baiknya bali
    baliknya band bangga bangun bank bansos bantu bantuan banyak bapaknya barang baru barusan
    batal bawa bawah bayar bayi baznas bbm bca beasiswa becak becik beda begini begitu bela
    belakang beli belum ben benar bener bengi berapa berarti beras berbeda berhak berita berkas
    berlubang besar besok betul biar biasa biaya bibi bilang binatang bingung bingungnya biru bisa
    bisu blm blok blt bni boleh bolehkah bosan bosen boten bpjs bpnt bri bsi btn buah buat bubar
    budaya budha buka bukan bulan bulik bumn bungah buntu buntung buruh buta butuh cacat cair
    capek cara carane cek cepat cerai cetak cicilan cilik coba cocok crita cukup cuma cuman curhat
    curiga daftar dah dalam dan dana danau dapat dapet dari data datang dateng dekat delapan
    dengan depan dereng desa desember desil dgn di dibantu dibilang dibuat dicabut dicoret diganti
    digital dihapus dikasih dikata dikira diminta dina dinggo dipakai dipinjam dipotong diri
    disabilitas disuruh ditolak ditulis diy dlm dng dobel domisili dompet dong double dpt dtks
    dtsen dua duit dulu durung duwe eh elek email empat endi enem engga enggak entah entek entuk
    error estri esuk event ewang facebook faskes februari fiktif film foto fotokopi ga gabisa gada
    gagal gaji gak ganda gang ganti gara gas gawa gawe gawean gaweane gedhe gek gelap gereja
    gimana gitu gk gmn golek google gopay gratis grup gula gunung habis hai hal halo hamil hanya
    hari harus hei helo heran hewan hidup hijau hilang hindu hitam hp hubungi hujan hutang ibunya
    idul ikan ikhlas iki ikut ilang imb indosat info inggih ingin ini injih instagram iseh isi
    isih islam iso isya itu iuran iya iyo jadi jadwal jalan jaler jam janda jangan januari jarang
    jare jarene jaringan jatah jauh jawab jelas jengkel jenis jkn juga jujur juli jumat jumlah
    juni kabar kabeh kadang kah kakek kaki kalau kali kalih kaliyan kalo kamis kampung kan kanan
    kangge kantong kantor kapan karena karna karo kartu karyawan kasih kasihan kasus kata katanya
    katolik katut kaya kayak keblokir kebo kecantol kecatet kecathet kececer kecewa kecil kedobel
    keganti kegiatan kelebu kelewat keliru kelompok keluar keluarga keluarnya kemana kemarin
    kembali kemenag kemendikbud kemensos kementerian kena kenapa kene kenek kepada kepala kepiye
    keponakan kepriye kerabat kerja kesalahan kesalip kesel kesupen ketemu ketik ketinggalan kios
    kip kira kiri kirim kis kjs kk kks klaim klo knapa knp ko kode kok kolom komplain komponen
    komposer konco kono kontrakan kopi korban kosong kpm kristen kriteria krn krungu ktp kucing
    kudu kuliah kuning kuota kur kurang kurir kwarta lagek lagi lagu lah lahir lain lair lali lalu
    lama lampu langsung lanjut lansia lapangan lapor laporan lare lawan lawas layak lebaran lebih
    lelah lembaga lenyap lewat lha lho lihat lima lindungi link listrik liyane loh lokal lokasi
    loket lolos luar lulus lumpuh lunga lupa luput maaf macet mae magang maghrib mahasiswa makan
    makasih maksud malah malam malih malu mampu man mana mandi mandiri manfaat mangan mangkel
    mantu maret masa masalah masih masjid masuk mati matur mau mawi mawon mbg mboten mei melu
    menantu menawa mending mengapa mengko menika menikah menko menolak merah merga mergo mertua
    meskipun mestinya metu mi mie mikir minder minggu minta minum minyak miring miskin mlarat
    mlebu mobil modal mohon monggo motor mts mulih mumet muncul mung murid mushola musti musuh
    naik nak namanya nampa nampang namun nang nangis nanti nanya napa nasi natal nda ndaftar ndak
    ndang ndelok negara nek nelayan nembe nenek neng ngajokke nganggur ngelu ngendi ngerti ngga
    nggak nggih nggo ngombe ngono nih nihil nik ning njaluk nomer nomor nompo nonaktif nongol nopo
    november ntar numpang nunggak nuwun nyambut nyangkut nyantol nyasar nyata nyuwun obat ojek
    ojol ok oke oktober oleh olih omong onderdil online opo oppo ora orang otomatis otp ovo pada
    padahal padam pagi pajak pakai pake paklik paling palsu paman panjenengan panti papan papat
    pas pasar pasien paspor pasrah password paud pbi pdhl pedagang peduli pekerja pelajar pelan
    pembantu pemerintah pemkot pemohon pemulung pendatang penerima pengangguran pengarang
    pengrajin penjahit penjual pensiun penyanyi perantau percaya perda perlu permisi pernah persis
    pertama perusahaan perwali petani pihak pindah pintas pip piro pitu piye pkl pns po pokoknya
    polri ponakan pos posyandu prakerja presiden pripun produk program provinsi puasa pulang puluh
    pun punika punya pupuk pusat pusing puskesmas putih putus ra rabu raib rakyat ralat ramadhan
    rame rampung rapor rawat raya reaktivasi rekening rela remaja renta resmi reti ribet ribu
    ribuan ringkih rp rs rsud rtlh rumah rumahku rumahnya rusak saat sabtu saget sah sahabat saiki
    saja saking sakit sakniki salah sama sampai sampe samping sampun samsung sana sandi sanga satu
    saudara sbg sd sdh sdn sebab sebagai sebatang sebelah sebelum sebenarnya sebentar sedang
    sedarah sedih segera sehat sekali sekalian sekarang sekolah selalu selama selamat selasa
    selesai sembako semoga sempat semua semuanya senang sendiri seng senin sepi september sepuh
    sepuluh sepupu sering serta sesuai sesuk setapak setelah setiap siang sih siji siks silahkan
    silakan simpan sinau sing singkat single sini sistem siswa sithik situ sktm sma sman smk smkn
    smp smpn sms sne sop sopir sore sosial spp stasiun status stnk stroke suara subuh sudah sugeng
    sugih sukarela sulit sumpah sung sungai sungguh surat survei survey susah susu suwe suwun
    swasta sy syarat syawal tadi tagihan tahap tahu tahun taiseh tak takon taksi takut tamat
    tambah tampil tanah tangga tanggal tanpa tante tanya tapi tasih tau taun tdk teh teka telah
    telat telegram telkomsel telpon telur teman tempat tenan teng tengah tentang terang tercantum
    terdaftar terima terimakasih terminal terselip terus tetangga tetap tetapi tgl tidak tidur
    tiga tiktok tikus tinggal tiyang tk tni toko tokoh tol tolak tolong tonggo tp trus tua tuh
    tuhan tuli tulis tulisan tulung tuna tunai tunggu turu tutup tyang typo uang udah udh ujian
    ulang umkm ump umr umur undang undangan untuk upah urip urus usaha usai usia usul usulan utang
    uwis vaksin verifikasi via viral virus vivo waalaikumsalam wae wafat waktu waras warga warung
    watt wengi weruh wes whatsapp wingi wis wolu wong wonten xiaomi ya yaa yaitu yakin yang yatim
    yayasan yg yo youtube yth yuk zakat zoom
    aja ato beneran bgm bgmn bgt bkin bkn blokir blom blon blum brapa brp bsa bwt deh dicek dimn
    dmn dmna doang dpet drg ejaan eror gaada gabs gaono gax gbs gelar gimn gmana gmna gni gtu gung
    hapus hlang hlg hrs hrus huruf ilg invalid jdi jga kaga kagak kdaftar kek kgk klw kmarin kmrn
    kog kpn krna kyk lgi lgsg marga masok mhn mna msh msih msk ngak nggk null pda pundi rak raono
    sblm sdah slah smpun spasi sprti spt stlh tdak tdkk tesih tidk titel tlg tlong tpi trcatat
    trdaftar trs uda utk yng
    """
)
