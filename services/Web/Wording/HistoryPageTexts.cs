namespace CommunityGrains.Web.Wording;

/// <summary>The page of a record's history, giving values back, and what others did meanwhile.</summary>
public sealed partial record HistoryPageTexts(
    Func<string, string> TitleOf,
    string All,
    string Field,
    string AllFields,
    Func<string, string> Restore,
    string RestoreNothing,
    string RestoreTitle,
    string Now,
    string Then,
    string RestoreReasonHint,
    string HoldsFrom,
    string HoldsFromHint,
    string RestoreNow,
    string ChangedMeanwhile,
    HistoryPageTexts.OthersWords Others)
{
    /// <summary>While a form was open, somebody else changed the record.</summary>
    public sealed record OthersWords(
        string Title, Func<string, string> Lead, Func<string, string> Mine, string Next);

    public static HistoryPageTexts Of(Language language) => language == Language.English ? English : Russian;

    public static readonly HistoryPageTexts Russian = new(
        TitleOf: name => $"История: {name}",
        All: "Вся история",
        Field: "Показать изменения",
        AllFields: "всех полей",
        Restore: value => $"Вернуть «{value}»",
        RestoreNothing: "Вернуть пустое",
        RestoreTitle: "Вернуть прежнее значение",
        Now: "Сейчас",
        Then: "Станет",
        RestoreReasonHint: "Её увидят в истории",
        HoldsFrom: "С какого дня действует",
        HoldsFromHint: "Чтобы исправить ошибку, оставьте день, с которого действует нынешнее название",
        RestoreNow: "Вернуть",
        ChangedMeanwhile: "Запись только что изменили. Посмотрите, что в ней теперь, и отправьте ещё раз.",
        Others: new(
            Title: "Пока вы правили, запись изменили",
            Lead: when => $"Последнее изменение {when}. Ничего ещё не сохранено; что набрали вы, осталось "
                + "в полях.",
            Mine: value => $"у вас: {value}",
            Next: "Проверьте эти поля и сохраните ещё раз."));

    public static readonly HistoryPageTexts English = new(
        TitleOf: name => $"History: {name}",
        All: "The whole history",
        Field: "Show changes of",
        AllFields: "all fields",
        Restore: value => $"Restore “{value}”",
        RestoreNothing: "Make it empty again",
        RestoreTitle: "Restore an earlier value",
        Now: "Now",
        Then: "Will be",
        RestoreReasonHint: "It is shown in the history",
        HoldsFrom: "From which day it holds",
        HoldsFromHint: "To mend a mistake leave the day from which the present name holds",
        RestoreNow: "Restore",
        ChangedMeanwhile: "The record has just been changed. Look at what it says now, and send once more.",
        Others: new(
            Title: "While you were editing, the record was changed",
            Lead: when => $"Last changed {when}. Nothing is saved yet; what you typed is still there.",
            Mine: value => $"yours: {value}",
            Next: "Look at these fields and save once more."));
}
