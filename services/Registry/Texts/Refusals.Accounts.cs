namespace CommunityGrains.Registry.Texts;

public static partial class Refusals
{
    private static RefusalText[] AccountTexts() =>
    [
        Of("account.unknown", RefusalKind.Unknown, "Такой учётной записи нет", "There is no such account"),
        Field("account.text-missing", "Не заполнено обязательное поле", "A required field is empty"),
        Field("account.text-too-long", "Текст слишком длинный", "The text is too long"),
        Field("account.field-invalid", "Значение не подходит полю", "The value does not fit its field"),
        Field("account.scope-empty", "Не указано, где действует роль",
            "It does not say where the role holds"),
        Field("account.scope-too-large", "В одной роли слишком много мест",
            "One grant names too many places"),
        Field("account.scope-unfit", "Эта роль так не даётся: для неё нужны другие границы",
            "This role is not granted so: it needs another scope"),
        Field("account.grant-unknown", "Такой роли у учётной записи нет", "The account has no such grant"),
        Of("account.own-rights", RefusalKind.Person, "О своих правах никто не решает сам",
            "Nobody decides on his own rights"),
        State("account.known-already", "Учётная запись уже принадлежит другому",
            "The account is somebody else's already"),
        State("account.closed", "Учётная запись закрыта", "The account is closed"),
        State("account.grant-id-taken", "Под этим номером уже записана другая роль",
            "Another grant has this id"),
        State("account.grants-too-many", "Ролей больше, чем помещается на учётной записи",
            "The account has as many grants as it can hold"),
    ];
}
