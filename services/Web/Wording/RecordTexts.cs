namespace CommunityGrains.Web.Wording;

/// <summary>A community's page as a resident reads it, and taking a list away.</summary>
public sealed record RecordTexts(
    string Brief,
    string Does,
    string Reach,
    string NoReach,
    string BadgeRests,
    string BadgeOpen,
    string Deeds,
    string DeedsHint,
    Func<string, string> DeedOf,
    string AsOfTitle,
    string AsOfLabel,
    string NewCommunity,
    string ComparePair,
    string UndoMerge,
    Func<string, string> ExportRows,
    Func<string, string> ExportPoints)
{
    public static RecordTexts Of(Language language) => language == Language.English ? English : Russian;

    public static readonly RecordTexts Russian = new(
        Brief: "Коротко",
        Does: "Чем занимается",
        Reach: "Как найти и связаться",
        NoReach: "Адрес и страницы пока не указаны.",
        BadgeRests: "На чём стоит отметка",
        BadgeOpen: "Решение и факты",
        Deeds: "Что уже было",
        DeedsHint: "Дела, записанные в инициативах сообщества.",
        DeedOf: title => $"инициатива «{title}»",
        AsOfTitle: "Какой запись была раньше",
        AsOfLabel: "На дату",
        NewCommunity: "Внести сообщество",
        ComparePair: "Сравнить",
        UndoMerge: "Отменить объединение",
        ExportRows: rows => $"{rows} с нынешним отбором и на ту же дату.",
        ExportPoints: points => $"с точкой на карте: {points}");

    public static readonly RecordTexts English = new(
        Brief: "In brief",
        Does: "What it does",
        Reach: "How to find and reach it",
        NoReach: "No address or pages are on record yet.",
        BadgeRests: "What the badge rests on",
        BadgeOpen: "The decision and its facts",
        Deeds: "What has been done",
        DeedsHint: "Work on record in the community's initiatives.",
        DeedOf: title => $"initiative “{title}”",
        AsOfTitle: "What the record was before",
        AsOfLabel: "As of",
        NewCommunity: "Enter a community",
        ComparePair: "Compare",
        UndoMerge: "Undo the merge",
        ExportRows: rows => $"{rows}, by the present filters and as of the same day.",
        ExportPoints: points => $"with a point on the map: {points}");
}
