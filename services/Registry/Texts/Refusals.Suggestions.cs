namespace CommunityGrains.Registry.Texts;

public static partial class Refusals
{
    private static RefusalText[] SuggestionTexts() =>
    [
        Of("suggestion.unknown", RefusalKind.Unknown, "Такого сообщения нет", "There is no such suggestion"),
        Field("suggestion.text-missing", "Не заполнено обязательное поле", "A required field is empty"),
        Field("suggestion.text-too-long", "Текст слишком длинный", "The text is too long"),
        Field("suggestion.field-invalid", "Значение не подходит полю", "The value does not fit its field"),
        Field("suggestion.field-not-open", "Это поле исправляет только ресурсный центр",
            "Only the resource centre corrects this field"),
        State("suggestion.known-already", "Под этим номером уже записано другое сообщение",
            "Another suggestion is on record under this number"),
        State("suggestion.decided-already", "По этому сообщению уже принято решение",
            "This suggestion was decided on already"),
        State("suggestion.outcome-unfit", "Такое решение не подходит этому сообщению",
            "This decision does not fit this suggestion"),
        State("suggestion.not-accepted", "Сообщение ещё не принято", "The suggestion was not accepted"),
    ];
}
