namespace CommunityGrains.Registry.Texts;

public static partial class Refusals
{
    private static RefusalText[] CommunityTexts() =>
    [
        Of("community.unknown", RefusalKind.Unknown, "Такого сообщества нет", "There is no such community"),
        Field("community.field-missing", "Не заполнено обязательное поле", "A required field is empty"),
        Field("community.field-invalid", "Значение не подходит полю", "The value does not fit its field"),
        Field("community.text-too-long", "Текст слишком длинный", "The text is too long"),
        Field("community.date-in-future", "Дата ещё не наступила", "The date has not come yet"),
        Field("community.merge-into-itself", "Запись нельзя объединить с самой собой",
            "A record cannot be merged with itself"),
        Field("community.duplicate-of-itself", "Запись не может быть двойником самой себя",
            "A record cannot be its own duplicate"),
        State("community.known-already", "Сообщество уже есть, и записано иначе",
            "The community is known already, with another entry"),
        State("community.registered-already", "Сообщество уже в реестре",
            "The community is in the register already"),
        State("community.not-registered", "Сообщество ещё не в реестре",
            "The community is not in the register yet"),
        State("community.rejected", "Запись отклонена", "The entry was rejected"),
        State("community.closed", "Сообщество закрыто", "The community is closed"),
        State("community.merged", "Запись объединена с другой; обращайтесь к ней",
            "The record was merged into another; ask that one"),
        State("community.not-asked", "Сообщество ещё не спрашивали, верна ли запись",
            "The community has not been asked whether the entry is still true"),
        State("community.sign-seen-since", "С той поры сообщество подало знак жизни",
            "The community has shown a sign of life since"),
        State("community.has-absorbed-others", "В эту запись вошли другие; сначала отмените их объединение",
            "The record has taken in others; undo those merges first"),
    ];

    private static RefusalText[] MunicipalityTexts() =>
    [
        Of("municipality.unknown", RefusalKind.Unknown, "Такого муниципалитета нет",
            "There is no such municipality"),
        Field("municipality.field-missing", "Не заполнено обязательное поле", "A required field is empty"),
        Field("municipality.field-invalid", "Значение не подходит полю", "The value does not fit its field"),
        Field("municipality.text-too-long", "Текст слишком длинный", "The text is too long"),
        Field("municipality.oktmo-invalid", "Код ОКТМО — это восемь или одиннадцать цифр",
            "An ОКТМО code has eight or eleven digits"),
        Field("municipality.into-itself", "Муниципалитет нельзя объединить с самим собой",
            "A municipality cannot be merged with itself"),
        State("municipality.merged", "Муниципалитет вошёл в состав другого",
            "The municipality became part of another"),
        State("municipality.newer-known", "С более поздней даты уже известно другое",
            "Something else is known from a later date already"),
        Field("municipality.in-the-future", "Изменение записывают не раньше дня, с которого оно действует",
            "A change is recorded no earlier than the day from which it holds"),
        State("municipality.region-differs", "Муниципалитет записан за другим регионом",
            "The municipality is listed in another region"),
    ];
}
