"""Word lists that tell names from other words. Written for Central Java; order means nothing."""

# Given names and second names that are not ordinary words, or hardly ever are.
GIVEN = frozenset(
    """
    abdul abdullah abidin abimanyu achmad adelia adinda aditya adriana afifah agnes agus agustin agustina ahmad ainun
    aisah aisyah ajeng akbar alfian alfi ali alif alifah alya amalia amanda amelia amin aminah amir anang anas andi
    andika andini andre andri andriani andy anggi anggita anggraeni anggraini angga ani anik anis anisa anita anna
    annisa anton antonius anwar aprilia ardi ardian ari arief arif arifin aris ariyanti ariyanto arum arya asep asih
    asmawati asri astri astuti atik atun aulia ayu aziz azizah bachtiar bagas bagus bagyo bahar bambang basuki basiran
    basri bayu benny bima budi budianto budiman budiono budiyono burhan bustami cahyadi cahyani cahyo cahyono candra
    catur chandra christina citra dadang dahlia danang dani daniel danu darma darmaji darman darmi darmo darno darsih
    darso darsono darti daryanto daryono dedi dedy deni denny desi desy devi dewanti dewi diah dian diana dika dimas
    dina dini dito djoko doni donny dudung dwi dyah edi edy eka eko elisa elly elsa endah endang eni enny erlangga
    erna ernawati erni erwin estu eva evi fadhil fadil fahmi faisal fajar farah farhan farid farida fatimah fatma
    fatonah fauzan fauzi fauziah febri febriana ferdi ferry fina firda firdaus firman fitri fitria fitriana fitriani
    galih galuh ganjar gatot gilang ginanjar gito giyanti giyarti giyono gunadi gunarto gunawan guntoro habib habibah
    hadi hafidz hafiz haji hakim halimah hamid hamidah hamzah handayani handoko hani hanif hanifah hariadi harjanti
    harjo harni harsono harti hartati hartini hartono hartoyo haryadi haryanti haryanto haryati haryono hasan hasanah
    hasyim hastuti helmi hendra hendri hendro heni henny heri herlina herman hermanto hermawan heru hesti hidayah
    hidayat hidayati husein husna husni ibnu ibrahim ida ihsan iis ika ikhsan ilham ima imam imron ina indah indra indri
    indriani ineke inung intan ipung ira irawan irfan iriani irma irmawati iskandar ismail ismi ismiyati iswanto iva
    iwan jaelani jamal jamilah januar jarwo jasmin jatmiko jayanti jihan joko jono juli juliana jumadi juminah juminten
    jumiati jumirah juniati jupri juwari juwariyah kamil kamilah kardi karjo karman karmi karni karno karsih karsono
    kartika kartinah kartini kartono karyadi kasiyem kasinem kasmi kasmiyati katmi kemal khadijah khairul khasanah
    khoirul khotimah kiki kirana kirno kliwon komari komariah komarudin kris krisna kristanto kristina kukuh kurnia
    kurniasih kurniawan kurniawati kusnadi kusno kusuma kuswanto kuswati laila lailatul lasiman lasinah lasmi latif
    latifah legimin leginah legiman legiyem legiyo lela leni lestari lia lies lilik lilis lina linda lis lisa listi
    listiani listyowati lukman luluk lusi lusiana lutfi mahmud maimunah maman mardi mardiyah mardiyono margono maria
    mariana mariani marjono marni marsih marsini marsiti marsudi marsono marti martini martono maryadi maryam maryani
    maryanto maryati maryono maryuni masitoh maskur maslahah mastur maulana maulida maya megawati melani meliana melinda
    mia mila minah ming misbah misdi misni misiyem mita mochamad mohamad moh muchlis mufid muhamad muhammad muhyidin
    mujiati mujilah mujinah mujiono mujiyem mujiyono mukhlis mukti mulyadi mulyani mulyanto mulyati mulyo mulyono munawar
    munawaroh muntamah muntari munir muniroh murdiyanto murni murniati mursid mursidi mursinah mursiyem murti murtini
    murwati musa musdalifah mustafa mustakim mustika mustofa mutia mutiara mutmainah nabil nabila nadia nafisah nanang
    nanda nani nanik narsih narti nasir nasirin nasrul nawang ngadi ngadimin ngadinah ngadino ngadirah ngadiyem ngadiyo
    ngatemi ngatinah ngatini ngatiyem ngatman ngatmi ngatno nia niken nila nina ningrum ningsih nining ninik nita
    noor nor novi novia noviana novianti novita nugraha nugroho nuning nunik nunung nur nuraini nurcahyo nurdin nurhadi
    nurhayati nurhidayah nuri nurjanah nurkholis nurlaela nurlaila nurma nurrohman nurul nuryadi nuryani nuryanti nuryanto
    nyoman oktavia oktaviani paijan paijem paijo paimin paiman painem painah paini pairah pairan pairin paiyem paniyem
    panut pardi pardjo parinah pariyah pariyem parjo parman parmi parmin parno parsini parti partinah partini partiyem
    partono paryanti paryati paryono paulus pipit pitoyo ponco poniman ponimin poninah ponirah ponirin poniyah poniyem
    poniyo ponco popi prabowo pradana pramono pranoto prapti prasetya prasetyo prastowo pratama pratiwi pratomo prayitno
    prayogo prihatin pujiastuti pujiati pujiono purnama purnomo purwadi purwanti purwanto purwati purwo purwono puspa
    puspita puspitasari putra putri rachmad rachmat raden rahardjo raharjo rahayu rahma rahmad rahman rahmat rahmawati
    raka rakhmat ramadhan ramadhani ramdani ramli rani ratih ratman ratmi ratna ratnasari ratno reni reny resti restu
    retno rian riana riani rianto ribut rico rida ridho ridwan rifai rifki rika rina rini rino riris riska riski risma
    rista ristanti rita riyadi riyanti riyanto rizal rizka rizki rizky robi rochmad rochmat rodiyah rofiq rofiah rohana
    rohani rohayati rohim rohimah rohman rohmat rokayah rokhim rokhmah romlah roni ros rosa rosi rosid rosidah rosita rosmini
    rubiyah rubiyanti rubiyem rubinah rudi rudy rukiyah rukmi rukmini rumini rumiyati rusdi rusmadi rusman rusmanto rusmiati
    rusmini rustam ruswati sabar sadiman sadinah sadiyah safira safitri saiful sakinah saleh salim salimah salma
    salsabila samiasih samidi samijan samijo samini samirah samirin samiyem samsudin samsul samuel sandi sandra sania
    santi santika santosa santoso saparno sapardi sarah sarbini sardi sardjono sari sarifah sarijan sarijem sarijo sariman sarimin
    sarinah sarinem sariyah sariyem sarjo sarjono sarju sarmi sarmin sarmini sarno sarti sartinah sartini sartono sarwanto
    sarwati sarwo sarwono sasa satimin satinah satini satinem satiyah satiyem satrio satriyo sekar selvi semi septi septian
    septiana septiani seto setiadi setiawan setiawati setyaningsih setyawan setyo setyono setyowati shinta sholeh sholihah
    sholikhah sigit silvi silvia sindi sinta siska sismanto siswadi siswandi siswanti siswanto siswati siswo siswoyo siti
    slamet soekarno sofia sofiah sofyan solikah solikhah solikhin solikin sonny sopiah sri subagio subagyo subandi subardi
    subari subekti subiyanto subkhan subroto sucahyo sucipto sudaryanto sudaryati sudarmi sudarmo sudarno sudarsih sudarsono
    sudarti sudarto sudi sudibyo sudiman sudirman sudjarwo sudono sugeng sugi sugianto sugiarti sugiarto sugimin sugimo
    sugini sugino sugiono sugirah sugito sugiyah sugiyanti sugiyanto sugiyarti sugiyarto sugiyem sugiyono suharni suharno
    suharso suharti suhartini suharto suhartono suhaeni suhardi sujadi sujarno sujarwo sujatmi sujatmiko sujiati sujinah
    sujiyem sujono sukamti sukardi sukarjo sukarman sukarmi sukarni sukarno sukarsih sukarti sukarto sukasih sukemi sukesi
    sukimah sukiman sukimin sukini sukinah sukinem sukino sukirah sukirman sukirno sukiyah sukiyem sukiyo sukmawati sukoco
    sulaiman sulami sulasmi sulasih sulastri sulis sulistiani sulistiono sulistiyani sulistiyono sulistyo sulistyowati sulistyorini
    sulton sumadi sumaji sumardi sumarji sumarjo sumarlan sumarmi sumarni sumarno sumarsih sumarsono sumarti sumartini
    sumarto sumaryati sumaryanto sumiati sumiasih sumilah suminah suminem sumini sumino suminto sumirah sumiran sumiyah
    sumiyati sumiyem sumono sunardi sunarko sunarmi sunarni sunarno sunarsih sunarso sunarti sunarto sunaryo sundari sunarwan
    suparman suparmi suparmin suparni suparno suparti suparyanto supardi supatmi supeno supinah supiyah suprapti suprapto
    supratman supri supriadi supriati supriatin suprihatin supriono supriyadi supriyanti supriyanto supriyatin supriyono surachman
    suradi suraji surani surat surati surip suripto suripah suritno suroso surti surtini suryadi suryana suryani suryanto suryati
    suryo suryono susana susanti susanto susi susilawati susilo susilowati sutanto sutardi sutari sutarjo sutarman sutarmi sutarni sutarno
    sutarti sutarto sutaryo suti sutijah sutikno sutimah sutimin sutinah sutini sutino sutirah sutiyah sutiyem sutiyono
    sutopo sutoyo sutrimo sutris sutrisni sutrisno suwanto suwardi suwarjo suwarni suwarno suwarsih suwarso suwarti suwarto
    suwartini suwaryo suwito suwignyo suwono suyadi suyamti suyanti suyanto suyati suyatmi suyatmin suyatno suyatun suyitno suyono syaiful
    syamsul syarif syarifah syifa tanti tari taryono tasmi tati tatik tedi tedjo teguh tejo theresia tia tien tika tina
    tini titi titik titin titis tiwi tohir tono topo totok toyib tri triana triman trimo trinah trisno triwahyuni triyanto
    triyono tugimin tuginah tugino tugiman tugirah tugiyah tugiyem tugiyo tukijan tukijo tukilah tukiman tukimin tukinah
    tukinem tukino tukirah tukiran tukiyah tukiyem tukiyo tuminah tumini tuminem tumirah tumiyem tumijan tumiran tuti tutik tutut
    udin ujang ulfa ulfah ulya ulum umar umayah umi ummi untari untung upik usman utami utomo uun vera veri vero veronica
    vina vita vivi wagimin waginah wagini waginem wagino wagiman wagirah wagiran wagiyah wagiyem wagiyo wahid wahidin
    wahyu wahyudi wahyuni wahyuningsih wakidi wakidjan walinah waliyah waliyem waluyo wanti warjo warni warno warsi warsih
    warsinah warsini warsito warsiyem warso warsono warti wartinah wartini wartono wartoyo waryanti wasini wasinah wasirah
    wasis wasito wasiyah wasiyem wasiyo wasono wati wawan widi widada widiastuti widodo widayat widayati widya widyaningsih
    widyastuti widyawati wigati wiji wijaya wijayanti wijayanto wijiyanto wisnu wito wiwik wiwin wiwit wiyono wulandari
    wuri wuryani wuryanto wuryati yahya yana yani yanti yanto yatemi yati yatin yatini yatiman yatinah yatmi yatno yayuk
    yekti yeni yesi yogi yohana yohanes yoga yono yoyok yosef yudha yudi yuli yulia yuliana yuliani yulianti yulianto
    yuliati yulis yuliyanti yun yuni yuniarti yunita yunus yusuf zaenab zaenal zaenuri zahra zahro zaini zainab zainal
    zainuddin
    karyo mitro karto sastro wongso kromo kerto noto wiro joyo suro pawiro atmo atmojo prawiro somo bejo bagyo
    rohmah romadhon romadon prakoso subarkah hapsari larasati maharani anjani nindya nisa nurhasanah setyorini budiarti
    budiarto istiqomah uswatun huda anam muslih mustaqim nasution simanjuntak siregar lubis hutapea sinaga panjaitan
    sholihin ngaisah ngatijah ngatijo paikem saikem saimah saidi saiman saimin samsiyah sanem sanirah sangadah sangidah
    saodah rumiyem rusmiyati rustini sainah zakaria zaki zakiyah zubaidah zuhri zulaikha zulfa zulkifli
    """.split()
) - frozenset("haji surat sabar prihatin nor noor ros ming sudi semi topo lis moh rico sandi ribut kliwon citra".split())

# Names that are ordinary words too: written small they need a title or "nama" before them.
ALSO_WORDS = frozenset(
    """
    adil agung ani huda anam bejo pratama anti aris asri asih bagus bayu bintang bima budi cahyo cahyono candra citra darma diana dian dina dini
    dwi eka eko elsa endah fajar hafiz hakim handoko hani hasanah hidayah iis ima imam indah intan iva januar juli kamil
    kiki kirana kris kukuh kurnia kusuma lestari lia lies lina lisa lukman lusi maria maya melani mia mila mina minah
    mita murni mutiara nabil nani nia nila nina nur oktavia panut pipit prasetya purnama puspa putra putri raden rahayu
    rahma rahmat raka rani restu rida ridho rina rini rosi rosa rudi sakinah saleh santi santosa santika sari
    sekar setia siska slamet sri sumber surya suryo tanti tari tati teguh tini titi titik tika tina titis
    triman trimo tri untung upik utama utami utomo vera wahyu wanti warni warsih wasis wati widi widya yana yani yun
    yoga surip suripto narti mardi kasmi paulus agustus supri april mulyo mukti kusno
    """.split()
)

# Never part of a name after any cue: roles, forms of address, pronouns.
NOT_A_NAME = frozenset(
    """
    rt rw lurah camat wali walikota kota kader guru dokter bidan perawat polisi tentara satpam presiden gubernur
    bupati menteri mentri kades kadus dukuh carik modin kaur kasi kepala ketua sekretaris bendahara pendamping petugas
    pegawai operator admin min mimin bot pengurus koordinator koordinatornya tkpkd tksk pkh agen bos juragan rektor
    dosen kiai ustadz hakim jaksa direktur manajer satpol babinsa bhabinkamtibmas dinas dinsos kelurahan kecamatan
    bro sis gan boss sob gaes guys bestie cantik ganteng sayang tersayang yth admin
    almarhum almarhumah alm kabupaten kec kel provinsi dr no
    jl jln gg gang rt rw nik kk hp wa nama jeneng asma yth
    saya aku kula kulo dalem kami kita kamu anda dia beliau mereka ia ku mu nya gue gua gw lu lo sampeyan panjenengan
    kowe dheweke piyambake sopo sapa siapa sinten bapak ibu pak bu mas mbak mba mbah om tante kakak adik adek dik dek
    kak bang pakde bude budhe simbah simbok mbok eyang suami istri anak cucu bojo bojoku
    """.split()
)

# Places that are asked about all the time and name nobody.
PLACES = frozenset(
    """
    magelang rejowinangun magersari tidar jurangombo kedungsari kramat wates potrobangsan panjang gelangan cacaban
    kemirirejo utara selatan tengah timur barat mertoyudan secang bandongan tegalrejo muntilan borobudur mungkid grabag
    salaman tempuran kaliangkrik windusari pakis ngablak candimulyo dukun sawangan srumbung ngluwar salam kajoran
    temanggung wonosobo purworejo semarang salatiga boyolali solo surakarta klaten jogja yogya yogyakarta sleman bantul
    kulonprogo gunungkidul kebumen purwokerto cilacap banyumas tegal brebes pekalongan kendal demak kudus jepara pati
    jakarta bandung surabaya malang bekasi depok bogor tangerang bali denpasar medan makassar palembang lampung batam
    jawa sumatra kalimantan sulawesi papua indonesia jateng jatim jabar diy nambangan ngembik botton boton paten kebonpolo
    tulung badaan kwarasan karet meteseh samban bayeman tuguran dumpoh sanden malangan bogeman trunan karanggading
    kebondalem menowo canguk artos armada alun aloon menoreh merapi merbabu sumbing sindoro gotong royong pancasila
    pahlawan sudirman sutoyo diponegoro tentara pelajar soekarno hatta
    """.split()
)

# Words of everyday messages and of this subject, common after "nama saya", "pak", "saya" and at the
# beginning of a sentence. Those a name may also be made of (untung, rahayu) are left out.
ORDINARY = frozenset(
    """
    ada adalah agak agar agen air ajukan akan akhir akhirnya akte akta aktif akun alamat allah alhamdulillah alias aman
    ambil ampun ana anggota aneh angsal antara antri apa apakah apalagi apk aplikasi app arep asal asli asline
    assalamualaikum asap atas atau atm awal ayo baca badan bagaimana bagi bagian bagus bahasa bahwa baik baiknya bank
    bansos bantu bantuan banyak bapaknya baru barusan batal bawa bayar bayi bbm beasiswa beda begini begitu bela beli
    belum ben bener benar beras berapa berarti berhak berita berkas besar besok betul biar biasa biaya bilang bingung bisa
    blm blok blt boleh bolehkah bpjs bpnt buat buka bukan bulan buruh butuh cacat cair cara cek cepat cerai cetak coba
    cocok cuma cuman cukup curiga daftar dana dapat dapet dari data datang dekat delapan dengan depan dereng desa desil di
    dibantu digital dikira diri disabilitas diy dlm dng dgn domisili dompet dong dpt dua duit dulu durung duwe eh email
    empat engga enggak entah error faskes foto fotokopi ga gabisa gada gagal gak gang ganda ganti gara gas gaji gelap
    gimana gitu gk gmn gratis habis hai hal halo hamil hanya hari harus hari hei helo hidup hilang hp hubungi hujan ibunya
    ikut iki imb info ingin ini isi iso isih itu iuran iya iyo jadi jadwal jalan jam jangan janda jarang jaringan jatah
    jauh jawab jenis jkn juga jujur jumlah kabar kadang kah kalau kalo kali kampung kan kapan karena karo karna kartu
    karyawan kasih kasihan kasus kata katanya kaya kayak keliru keluar keluarga kemana kemarin kembali kemensos kena kenapa
    kenek kepada kerja kesalahan ketemu ketik kios kip kis kira kirim kjs kk kks klaim klo knapa knp ko kode kok kolom komplain
    komponen kontrakan korban kosong kpm krn kriteria ktp kuliah kudu kuota kur kurang kurir kwarta lagi lah lahir lain lalu
    lama lampu langsung lansia lanjut laporan lapor layak lebih lewat lha lho lihat lima lindungi link listrik loh loket lolos
    luar lulus lumpuh lupa maaf mae magang mahasiswa makan makasih maksud malah malam malu mampu mana manfaat masa masalah masih
    masuk mati mau mawon mbg mboten melu menika mending mengapa menikah menolak meskipun mestinya mikir minggu minta miskin
    miring mlebu mohon monggo motor muncul mung murid musti naik nak namanya namun nanti nanya napa negara nek ngga nggak
    nggih ngono nih nihil nik ning nomer nomor nopo ntar numpang nunggak nuwun nyuwun ok oke oleh onderdil online opo ora
    orang otomatis otp pada padahal padam pagi pajak pakai pake palsu panti papan paling panjenengan pas pasien password
    paspor paud pbi pdhl peduli pekerja pelajar pelan pembantu pemerintah pemkot pemohon penerima pengangguran pensiun perlu
    permisi pernah persis pertama pihak pindah pip piro piye pkl pns po pokoknya polri pos posyandu pripun program provinsi
    puasa pulang puluh pun punya pusat puskesmas putus rakyat ralat rame rapor rawat reaktivasi rekening rela remaja resmi
    ribet ribu ribuan rp rs rsud rtlh rumah rusak saat sabtu sah saja sakit sakniki salah sama sampai sampe sampun sana
    sandi satu sbg sd sdh sebab sebagai sebelah sebelum sebenarnya sebentar sedang sedih segera sehat sekali sekalian sekarang
    sekolah selalu selama selamat selasa semoga sembako semua semuanya senang sendiri senin sepi sepuluh serta sering sesuai
    setelah setiap siang sih siji silakan silahkan simpan sini sinau singkat siswa situ sktm sma smk smp sms sne sopir sore
    sosial spp status stnk stroke suara sudah sugeng sukarela sulit sumpah sung surat survei survey susah suwun swasta sy
    syarat tadi tagihan tahap tahu tahun taiseh tambah tamat tampil tanah tanggal tanpa tante tanya tapi tau taun tdk telah
    telat telpon tempat tenan tentang terima terimakasih terus tetap tetapi tgl tidak tiga tinggal tiyang tk tni toko tolak
    tolong tp trus tua tuh tulis tulisan tulung tuna tunai tunggu tutup tyang uang udah udh ujian ulang umkm umur undang
    undangan untuk upah urus usaha usia usul usulan verifikasi via viral vaksin virus wae wafat waktu warga warung watt wes wis
    wong ya yaa yaitu yang yatim yg yo yth yuk zakat zoom waalaikumsalam punika saget badhe nyata sungguh jelas tercantum
    ditolak terdaftar keblokir kebo macet cocok nonaktif double dobel sempat januari februari maret april mei juni juli agustus
    september oktober november desember rabu kamis jumat ahad islam katolik kristen hindu budha tuhan kantor pasar terminal stasiun
    lapangan masjid mushola gereja sd mi mts man sman smpn sdn smkn rumahnya rumahku bank bri bni btn bca bsi mandiri dana ovo
    gopay telkomsel indosat samsung oppo vivo xiaomi android google facebook whatsapp telegram instagram tiktok youtube menko
    kementerian kemenag kemendikbud prakerja baznas bumn umr ump dtks dtsen siks apbd apbn perda perwali sop
    ramadhan lebaran idul natal syawal
    dan tak ra ndak nda iseh tasih lewat raib lenyap ilang nyangkut terselip kececer kelewat ketinggalan nyantol katut
    typo beda berbeda nampang nongol nyasar metu kelebu kecatet kecathet kecantol kesalip kedobel keganti sdh blm dah udh
    lagu artis acara album band film toko produk perusahaan lokasi jalan obat hewan binatang buah ikan anjing kucing barang
    suwe entuk olih carane kepiye kepriye sing seng kalih menawa ndang gek njaluk golek lunga bali teka mulih turu mangan
    ngombe nyambut ngerti reti weruh ndelok krungu takon omong crita tulung ewang mumet ngelu waras sugih mlarat bungah
    apik elek anyar lawas akeh sithik papat enem pitu wolu sanga dina wengi esuk bengi awan mengko uwis rampung entek urip
    lair jare jarene ngendi nang ning neng saking teng dateng kangge dinggo nggo gawa ngajokke ndaftar nampa nompo mboten
    boten nggih inggih injih matur kesupen lali bener luput becik malih sampun nembe lagek kaliyan amargi merga mergo
    siang subuh maghrib isya tengah habis selesai bubar usai ganda palsu fiktif lawan teman musuh sahabat saudara kerabat
    tetangga tonggo tangga teman konco ponakan keponakan sepupu mertua menantu mantu paman bibi bulik paklik nenek kakek
    tokoh pengarang penyanyi presiden danau gunung sungai komposer event taksi mobil grup kelompok kegiatan lembaga yayasan
    terang gelap bangun tidur mandi minum susu nasi mie telur gula minyak kopi teh pupuk modal hutang utang cicilan angsuran
    dicoret dicabut dihapus diganti dipotong dipakai dipinjam disuruh diminta dikasih dibilang dibuat dikata ditulis
    gawe gawean gaweane bahagia bosan bosen budaya bangga bingungnya buta bisu tuli sedarah sepuh ringkih renta buntung petani
    pedagang pemulung ojek ojol becak nelayan penjual penjahit pengrajin perantau pendatang asing lokal nganggur single sebatang
    takut minder kecewa heran pusing capek lelah pasrah ikhlas senang yakin percaya curhat nangis mangkel jengkel kesel
    tiyang alit sepuh lare estri jaler wonten mawi kalih badan cilik gedhe liyane kabeh kene kono endi kapan saiki mau wingi sesuk
    kepala kantong kuning merah hijau biru putih hitam dalam dlm depan belakang samping kanan kiri atas bawah besar kecil
    mana sini situ sana kaki raya lain buntu tol keluar tikus pintas rusak berlubang setapak baliknya keluarnya terus
    """.split()
)
