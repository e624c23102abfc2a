/** First and last names that go together, by culture; made up one by one, belonging to no one. */
export interface Names {
  first: readonly string[];
  last: readonly string[];
}

const names = (first: string, last: string): Names => ({
  first: first.split(' '),
  last: last.split(' '),
});

export const cultures = {
  portuguese: names(
    'Inês João Tomás Beatriz Gonçalo Catarina Duarte Leonor Rui Mafalda Simão Márcia',
    'Araújo Conceição Figueiredo Magalhães Peixoto Brandão Simões Falcão Sequeira Vilhena',
  ),
  spanish: names(
    'Lucía Íñigo Álvaro Ximena Begoña Joaquín Nuria Raúl Paloma Andrés Inmaculada Óscar',
    'Ibáñez Muñoz Echeverría Quiñones Carrión Zamorano Bermúdez Castañeda Peñalver Olmedo',
  ),
  french: names(
    'Chloé Benoît Élodie Gaël Maëlle Théo Noémie Côme Amélie Loïc Solène Étienne',
    'Lefèvre Delacroix Rousselot Béranger Chevreuil Montagné Garçon Vasseur Désormeaux Pélissier',
  ),
  german: names(
    'Jürgen Käthe Matthias Anneliese Jörg Franziska Götz Ulrike Björn Swantje Lutz Hannelore',
    'Müllerstedt Grünewald Schröter Weißkopf Brückner Oberhauser Vogelsang Köhnlein Rademacher Jäger',
  ),
  italian: names(
    'Niccolò Giulia Ludovica Raffaele Noè Benedetta Tancredi Ornella Fabrizio Letizia',
    'Bonaventura Quaranta Maltese Fontanelli Agnoletti Brunacci Cerasuolo Damiani Perugini Salvadè',
  ),
  nordic: names(
    'Åsa Søren Freyja Øystein Linnéa Håkon Päivi Mårten Sigríður Jørn Tuulikki Ása',
    'Lindqvist Bjørnstad Hämäläinen Östberg Kjærgaard Åkesson Þorvaldsdóttir Nygård Söderholm Rønning',
  ),
  polish: names(
    'Zofia Łukasz Bożena Wojciech Małgorzata Stanisław Jagoda Paweł Grażyna Ścibor',
    'Dąbrowiecki Wiśniak Krzyżanek Szczepanik Żurawska Gołębiewski Łęcka Wróblewicz Śliwiński Zając',
  ),
  czech: names(
    'Božena Jiří Šárka Ondřej Věra Matěj Zdeňka Luboš Růžena Tomáš',
    'Hřebíček Dvořáček Šťastný Kolářová Ježek Vávra Příhoda Čermák Novotník Tůma',
  ),
  turkish: names(
    'Ayşe Çağlar Işıl Oğuz Gülşen İbrahim Şebnem Emre Özge Tuğba',
    'Yıldızhan Öztopçu Çelikkol Karadağlı Şahinbaş Güneşli Ünaldı Akçay İnceer Büyüktaş',
  ),
  arabic: names(
    'Layla Tariq Nour Yasmin Khalil Samira Hadi Rania Ziad Maysoon Idris Salma',
    'Al-Khatib Mansouri Haddadin Barakat El-Sayegh Qasimi Najjar Bouzid Al-Rashidi Toumi',
  ),
  hebrew: names(
    'Noa Eitan Tamar Yonatan Shira Amos Liora Gideon Michal Boaz',
    'Ben-Ari Shalev Peretzky Golan Lavie Amrani Tzur Harel Bar-Oz Levanon',
  ),
  indian: names(
    'Ananya Rohan Meenakshi Vikram Kavita Arjun Priyanka Sandeep Lakshmi Nikhil Devika Harish',
    'Chakravorty Iyengar Deshpande Subramanian Bhattarai Kulkarni Nambiar Srivastav Joshipura Rathore',
  ),
  chinese: names(
    'Xiùyīng Jiàn Měilíng Wěi Yùtíng Hàorán Qiàn Zhìyuǎn Lìhuá Bó',
    'Ōuyáng Zhāng Lǐ Huáng Xǔ Zhèng Liáng Sòng Fàn Péng',
  ),
  japanese: names(
    'Haruka Kenji Yūko Ryōta Sakura Daisuke Shōko Tarō Kyōko Jun’ichi',
    'Kobayakawa Ōnishi Fujimura Hayashida Satōmi Nakajō Tsukuda Yoneyama Kōno Ishiguro',
  ),
  korean: names(
    'Ji-woo Min-jun Seo-yeon Do-hyun Ha-eun Sung-ho Eun-ji Tae-yang Hye-jin Joon-ki',
    'Namgung Hwangbo Seon Gwak Pyo Cheon Ryu Bang Tak Sagong',
  ),
  vietnamese: names(
    'Ngọc Tuấn Hương Đức Thảo Quân Phượng Khải Ánh Dũng',
    'Nguyễn Trần Phạm Đặng Vũ Bùi Đỗ Hồ Ngô Lý',
  ),
  nigerian: names(
    'Adébáyọ̀ Chioma Ifeanyi Ngozi Olúwaṣeun Amina Emeka Folaké Tobenna Zainab',
    'Okonjo Adéwálé Nwachukwu Balogun Eze Ògúnlẹ́yẹ Abubakar Onyekachi Danjuma Ìdòwú',
  ),
  kenyan: names(
    'Wanjiru Kamau Achieng Otieno Njeri Kipchumba Makena Mutua Wairimu Barasa',
    'Ng’ang’a Odhiambo Kiprotich Wekesa Mwangi Cheruiyot Nyambura Omollo Gathoni Musyoka',
  ),
  english: names(
    'Imogen Rhys Siobhán Alistair Zoë Callum Gwendolyn Desmond Renée Barnaby Philippa Owain',
    'Ashworth MacGillivray O’Shaughnessy Pemberton Llewellyn Fitzwilliam Harrow-Jones Quigley Thistlewood Brontë',
  ),
  brazilian: names(
    'Vitória Thiago Luíza Caetano Iracema Otávio Débora Murilo Tainá Júlio',
    'Gonçalves Assunção Brandão Cavalcânti Esperança Guimarães Nóbrega Tavares Uchôa Xavier',
  ),
} satisfies Record<string, Names>;

export type Culture = keyof typeof cultures;
