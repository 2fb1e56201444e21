namespace CommunityGrains.Registry.Imports.Columns;

/// <summary>The columns of a register of communities, in the order in which exports write them.</summary>
public static class RegisterColumns
{
    public const string Id = "id", Municipality = "municipality", Settlement = "settlement", Name = "name",
        Form = "form", Basis = "basis", LegalEntity = "legal-entity", Inn = "inn", Kpp = "kpp", Ogrn = "ogrn",
        BankDetails = "bank-details", Address = "address", Latitude = "latitude", Longitude = "longitude",
        Location = "location", Site = "site", Vk = "vk", Ok = "ok", OtherGroups = "other-groups",
        Boundaries = "boundaries", Act = "act", ActKind = "act-kind", ActDate = "act-date",
        ActNumber = "act-number",
        CharterOn = "charter-on", JusticeOn = "justice-on", EnteredOn = "entered-on",
        RegisterNumber = "register-number", Members = "members", Residents = "residents",
        HeadName = "head-name",
        HeadEmail = "head-email", HeadPhone = "head-phone", Topics = "topics", Note = "note";

    public static readonly ColumnSet Set = new("register",
        new(Id, new("id", "id"), Spellings: ["идентификатор"]),
        new(Municipality, new("Муниципальный район / городской округ", "Municipality"), Required: true,
            Spellings:
        [
            "муниципалитет", "муниципальное образование", "муниципальный район", "городской округ", "мо",
                "район",
            "наименование муниципального образования", "муниципальный округ", "округ",
                "муниципальный район (округ)",
            "муниципальный район городской округ муниципальный округ", "район город", "город район",
        ]),
        new(Settlement, new("Поселение", "Settlement"), Spellings:
            ["сельское поселение", "городское поселение", "населенный пункт", "сельсовет", "нас. пункт"]),
        new(Name, new("Наименование", "Name"), Required: true, Spellings:
            ["название", "наименование тос", "название тос", "наименование сообщества", "название сообщества",
                "сообщество", "наименование по уставу", "полное наименование", "community", "community name",
                    "title"]),
        new(Form, new("Форма", "Form"),
            Spellings: ["вид", "тип", "форма сообщества", "вид сообщества", "тип сообщества", "type"]),
        new(Basis, new("Основа сообщества", "Basis"), Spellings: ["основа", "по месту или интересу"]),
        new(LegalEntity, new("Юридическое лицо (да/нет)", "Legal entity (yes/no)"), Spellings:
            ["юр. лицо", "юрлицо", "статус юридического лица", "является юридическим лицом",
                "наличие статуса юридического лица"]),
        new(Inn, new("ИНН", "INN"), Spellings: ["taxpayer number", "tax id"]),
        new(Kpp, new("КПП", "KPP")),
        new(Ogrn, new("ОГРН", "OGRN"), Spellings: ["огрн (огрнип)", "registration number of legal entity"]),
        new(BankDetails, new("Банковские реквизиты", "Bank details"), Internal: true,
            Spellings: ["реквизиты"]),
        new(Address, new("Адрес", "Address"), Spellings:
            ["юридический адрес", "фактический адрес", "место нахождения", "местонахождение",
                "почтовый адрес"]),
        new(Latitude, new("Широта", "Latitude"), Spellings: ["lat"]),
        new(Longitude, new("Долгота", "Longitude"), Spellings: ["lon", "lng", "long"]),
        new(Location, new("Координаты", "Coordinates"),
            Spellings: ["широта, долгота", "геокоординаты", "lat, lon", "location"]),
        new(Site, new("Сайт", "Site"),
            Spellings: ["интернет-сайт", "адрес сайта", "веб-сайт", "website", "web site", "url"]),
        new(Vk, new("ВКонтакте", "VK"),
            Spellings: ["вк", "группа вконтакте", "группа вк", "страница вконтакте", "вконтакте ссылка"]),
        new(Ok, new("Одноклассники", "OK"), Spellings: ["ок", "группа в одноклассниках", "odnoklassniki"]),
        new(OtherGroups, new("Другие группы в сетях", "Other groups"), Spellings:
            ["социальные сети", "другие социальные сети", "соцсети", "иные социальные сети", "telegram",
                "телеграм"]),
        new(Boundaries, new("Границы", "Boundaries"),
            Spellings: ["границы территории", "описание границ", "территория"]),
        new(Act, new("Муниципальный правовой акт", "Municipal act"), Spellings:
            ["мпа", "правовой акт", "реквизиты муниципального правового акта",
                "решение об установлении границ",
                "акт об установлении границ", "муниципальный акт"]),
        new(ActKind, new("Вид муниципального акта", "Kind of municipal act"),
            Spellings: ["вид акта", "вид мпа", "act kind"]),
        new(ActDate, new("Дата муниципального акта", "Date of municipal act"),
            Spellings: ["дата акта", "дата мпа", "act date"]),
        new(ActNumber, new("Номер муниципального акта", "Number of municipal act"), Spellings:
            ["номер акта", "номер мпа", "№ акта", "act number"]),
        new(CharterOn, new("Дата регистрации устава", "Charter registered on"),
            Spellings: ["дата устава", "charter date", "устав зарегистрирован"]),
        new(JusticeOn, new("Дата регистрации в Минюсте", "Registered with the Ministry of Justice on"),
            Spellings:
            ["дата регистрации юридического лица", "дата регистрации в министерстве юстиции",
                "регистрация в минюсте", "justice date"]),
        new(EnteredOn, new("Дата включения в реестр", "Entered on"), Spellings:
            ["дата внесения в реестр", "дата включения", "включен в реестр", "дата записи в реестр",
                "date of entry", "entry date"]),
        new(RegisterNumber, new("Номер в реестре", "Register number"), Spellings:
            ["реестровый номер", "№ в реестре", "регистрационный номер", "номер реестра", "registry number"]),
        new(Members, new("Кол-во членов", "Members"),
            Spellings: ["количество членов", "число членов", "членов", "численность", "сколько человек",
                "количество человек", "участников", "количество участников", "number of members"]),
        new(Residents, new("Кол-во граждан в границах", "Residents"), Spellings:
            ["количество граждан в границах", "число жителей", "количество жителей", "жителей",
                "количество граждан",
                "количество жителей в границах", "население", "граждан в границах", "number of residents"]),
        new(HeadName, new("ФИО руководителя", "Head"), Personal: true, Spellings:
            ["руководитель", "фио председателя", "председатель", "фио лидера", "лидер", "фио", "head name",
                "ф.и.о. руководителя", "старший", "ответственный",
                "фамилия имя отчество руководителя", "chair", "leader"]),
        new(HeadEmail, new("Эл. почта руководителя", "Head's e-mail"), Personal: true, Spellings:
            ["электронная почта руководителя", "e-mail", "email", "эл. почта", "электронная почта", "почта",
                "email руководителя", "адрес электронной почты", "head email", "e-mail руководителя",
                    "эл. адрес"]),
        new(HeadPhone, new("Телефон руководителя", "Head's phone"), Personal: true, Spellings:
            ["телефон", "контактный телефон", "номер телефона", "тел.", "phone", "head phone",
                "мобильный телефон", "телефон председателя"]),
        new(Topics, new("Темы", "Topics"),
            Spellings: ["направления", "направления деятельности", "направление деятельности", "тематика"]),
        new(Note, new("Примечание", "Note"), Internal: true,
            Spellings: ["примечания", "комментарий", "дополнительно", "notes", "comment"]));
}
