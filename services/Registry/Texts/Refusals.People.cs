namespace CommunityGrains.Registry.Texts;

public static partial class Refusals
{
    private static RefusalText[] PersonTexts() =>
    [
        Of("request.unusual-volume", RefusalKind.State,
            "За час запрошены данные слишком многих людей; обратитесь к администратору центра",
            "Too many people's data was asked for within an hour; turn to the centre's administrator"),
        Field("person.text-missing", "Не заполнено обязательное поле", "A required field is empty"),
        Field("person.text-too-long", "Текст слишком длинный", "The text is too long"),
        Field("person.field-invalid", "Значение не подходит полю", "The value does not fit its field"),
        Field("person.in-the-future", "Дата ещё не наступила", "The date has not come yet"),
        State("person.withdrawn-since", "Это согласие позже отозвано", "This consent was withdrawn since"),
        State("person.consent-newer-known", "Есть более новое согласие", "A newer consent is on record"),
        State("person.consent-missing",
            "Нет согласия на включение в реестр: сначала запишите его, потом остальные сведения",
            "There is no consent to being on the register: record it first, then the rest"),
        State("person.erased", "Данные этого человека уничтожены; новые под тем же номером не принимаются",
            "This person's data was destroyed; nothing new is taken under the same id"),
        Field("person.text-sealed", "Текст начинается со знака ~, так начинаются только закрытые данные",
            "The text begins with ~, as only sealed data does"),
    ];
}
