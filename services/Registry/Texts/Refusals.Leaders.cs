namespace CommunityGrains.Registry.Texts;

public static partial class Refusals
{
    private static RefusalText[] LeaderTexts() =>
    [
        Of("leader.unknown", RefusalKind.Unknown, "О таком лидере не заявляли", "There is no such claim"),
        Field("leader.text-missing", "Не заполнено обязательное поле", "A required field is empty"),
        Field("leader.text-too-long", "Текст слишком длинный", "The text is too long"),
        Field("leader.field-invalid", "Значение не подходит полю", "The value does not fit its field"),
        Field("leader.in-the-future", "Дата ещё не наступила", "The date has not come yet"),
        Field("leader.until-too-early", "Срок подтверждения уже прошёл",
            "The verification would be over already"),
        Field("leader.until-too-late", "Срок подтверждения слишком долгий",
            "The verification would last too long"),
        Field("leader.witness-missing", "Не указано, кто из участников подтверждает",
            "It does not say which member confirms"),
        Field("leader.witness-is-claimant", "Сам себя никто не подтверждает", "Nobody confirms himself"),
        Field("leader.evidence-unknown", "Такого факта в заявлении нет", "The claim has no such evidence"),
        Of("leader.own-claim", RefusalKind.Person, "О самом себе никто не решает",
            "Nobody decides on himself"),
        Of("leader.claim-raised-by-you", RefusalKind.Person, "Решает не тот, кто подал заявление",
            "Whoever raised the claim does not decide on it"),
        Of("leader.own-dispute", RefusalKind.Person, "Спор решает не тот, кто его начал",
            "Whoever raised the dispute does not decide on it"),
        State("leader.known-already", "Заявление уже есть, и записано иначе",
            "The claim is known already, with another content"),
        State("leader.contested", "Заявление оспорено; сначала решите спор",
            "The claim is contested; decide the dispute first"),
        State("leader.not-under-review", "Заявление ещё не на проверке", "The claim is not under review"),
        State("leader.not-verified", "Лидер не подтверждён", "The leader is not verified"),
        State("leader.not-expired-yet", "Срок подтверждения ещё не прошёл",
            "The verification is not over yet"),
        State("leader.verified-already", "Лидер уже подтверждён", "The leader is verified already"),
        State("leader.over", "Заявление больше не действует", "The claim is over"),
        State("leader.evidence-missing", "Для решения не хватает фактов", "The decision lacks evidence"),
        State("leader.evidence-withdrawn", "Факт отозван", "The evidence was withdrawn"),
        State("leader.evidence-id-taken", "Под этим номером уже записан другой факт",
            "Another piece of evidence has this id"),
        State("leader.witness-confirmed-already", "Этот участник уже подтвердил",
            "This member has confirmed already"),
    ];
}
