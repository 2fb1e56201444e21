namespace CommunityGrains.Registry.Imports.Columns;

/// <summary>The columns of a list of municipalities.</summary>
public static class MunicipalityColumns
{
    public const string Id = "id", Name = "name", OfficialName = "official-name", Form = "kind",
        Oktmo = "oktmo",
        Latitude = "lat", Longitude = "lon", Region = "region", From = "from";

    public static readonly ColumnSet Set = new("municipalities",
        new(Id, new("id", "id"), Spellings: ["идентификатор"]),
        new(Name, new("Название", "Name"), Required: true,
            Spellings: ["краткое название", "краткое наименование", "наименование", "муниципалитет"]),
        new(OfficialName, new("Официальное название", "Official name"), Spellings:
            ["официальное наименование", "полное наименование", "полное название", "official_name"]),
        new(Form, new("Вид", "Kind"),
            Spellings: ["тип", "форма", "вид муниципального образования", "form", "type"]),
        new(Oktmo, new("ОКТМО", "OKTMO"), Spellings: ["код октмо"]),
        new(Latitude, new("Широта", "Latitude"), Spellings: ["lat", "широта центра"]),
        new(Longitude, new("Долгота", "Longitude"), Spellings: ["lon", "lng", "долгота центра"]),
        new(Region, new("Регион", "Region"),
            Spellings: ["субъект", "субъект рф", "субъект российской федерации", "код региона"]),
        new(From, new("Действует с", "Valid from"), Spellings: ["с даты", "дата", "from"]));
}

/// <summary>The columns of a list of leaders.</summary>
public static class LeaderColumns
{
    public const string Id = "id", Municipality = "municipality", Settlement = "settlement",
        Community = "community",
        Name = "name", Role = "role", From = "from", Email = "email", Phone = "phone";

    public static readonly ColumnSet Set = new("leaders",
        new(Id, new("id", "id"), Spellings: ["идентификатор"]),
        new(Municipality, new("Муниципалитет", "Municipality"), Required: true, Spellings:
            ["муниципальный район / городской округ", "муниципальное образование", "муниципальный район",
                "городской округ", "район", "мо"]),
        new(Settlement, new("Поселение", "Settlement"),
            Spellings: ["населенный пункт", "сельсовет", "сельское поселение"]),
        new(Community, new("Сообщество", "Community"), Required: true, Spellings:
            ["наименование сообщества", "название сообщества", "тос", "наименование", "название",
                "community name"]),
        new(Name, new("ФИО", "Name"), Required: true, Personal: true, Spellings:
            ["фио лидера", "фио руководителя", "лидер", "фамилия имя отчество", "person", "full name",
                "leader"]),
        new(Role, new("Роль", "Role"), Spellings: ["должность", "статус", "кем является", "position"]),
        new(From, new("С какого числа", "Since"),
            Spellings: ["с даты", "дата избрания", "дата", "from", "с"]),
        new(Email, new("Эл. почта", "E-mail"), Personal: true,
            Spellings: ["электронная почта", "email", "почта", "адрес электронной почты"]),
        new(Phone, new("Телефон", "Phone"), Personal: true,
            Spellings: ["контактный телефон", "номер телефона", "мобильный телефон", "тел."]));
}

/// <summary>The columns of a list of initiatives.</summary>
public static class InitiativeColumns
{
    public const string Id = "id", Title = "title", Municipality = "municipality",
        Communities = "communities",
        Leader = "leader", Stage = "stage", Problem = "problem", Concerned = "concerned", Goal = "goal",
            Plan = "plan",
        People = "people", Budget = "budget", Work = "work", WorkDate = "work-date",
        WorkEvidence = "work-evidence",
        Result = "result", GoalReached = "goal-reached", Beneficiaries = "beneficiaries",
        Evidence = "evidence",
        AfterEffects = "after-effects", ProposedOn = "proposed-on";

    public static readonly ColumnSet Set = new("initiatives",
        new(Id, new("id", "id"), Spellings: ["идентификатор"]),
        new(Title, new("Название", "Title"), Required: true, Spellings:
            ["инициатива", "наименование", "название инициативы", "наименование инициативы", "проект",
                "название проекта", "name"]),
        new(Municipality, new("Муниципалитет", "Municipality"), Required: true, Spellings:
            ["муниципальный район / городской округ", "муниципальное образование", "муниципальный район",
                "городской округ", "район", "мо"]),
        new(Communities, new("Сообщества", "Communities"), Spellings:
            ["сообщество", "тос", "кто проводит", "community", "наименование сообщества"]),
        new(Leader, new("Лидер", "Leader"), Personal: true,
            Spellings: ["фио лидера", "руководитель", "ответственный", "фио"]),
        new(Stage, new("Стадия", "Stage"), Spellings: ["этап", "статус"]),
        new(Problem, new("Проблема", "Problem"), Spellings: ["описание проблемы", "суть проблемы"]),
        new(Concerned, new("Кого касается", "Whom it concerns"), Spellings: ["целевая группа", "concerned"]),
        new(Goal, new("Цель", "Goal"), Spellings: ["цель инициативы"]),
        new(Plan, new("План", "Plan"), Spellings: ["план работ", "шаги", "мероприятия"]),
        new(People, new("Люди", "People"), Spellings: ["команда", "кто нужен", "участники", "team"]),
        new(Budget, new("Бюджет, руб.", "Budget, RUB"),
            Spellings: ["бюджет", "стоимость", "сумма", "budget"]),
        new(Work, new("Сделанная работа", "Work done"), Spellings: ["что сделано", "работа", "work"]),
        new(WorkDate, new("Дата работы", "Date of work"), Spellings: ["когда сделано", "work date"]),
        new(WorkEvidence, new("Подтверждение работы", "Evidence of work"),
            Spellings: ["фото работы", "work evidence"]),
        new(Result, new("Результат", "Result"), Spellings: ["итог", "outcome"]),
        new(GoalReached, new("Цель достигнута (да/нет)", "Goal reached (yes/no)"),
            Spellings: ["цель достигнута"]),
        new(Beneficiaries, new("Благополучателей", "Beneficiaries"), Spellings:
            ["количество благополучателей", "число благополучателей", "кому помогло"]),
        new(Evidence, new("Подтверждение результата", "Evidence of result"),
            Spellings: ["подтверждение", "evidence", "ссылка"]),
        new(AfterEffects, new("Последействие", "After-effects"),
            Spellings: ["последствия", "отдаленные результаты"]),
        new(ProposedOn, new("Дата предложения", "Proposed on"),
            Spellings: ["дата", "предложена", "дата начала"]));
}
