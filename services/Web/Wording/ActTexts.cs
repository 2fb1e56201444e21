using System.Collections.Immutable;
using CommunityGrains.Web.Acts;

namespace CommunityGrains.Web.Wording;

/// <summary>What forms on the pages of records say alike.</summary>
public sealed record ActTexts(
    string Optional,
    string FindCommunity,
    string Find,
    string NoCommunity,
    string Community,
    string Reason,
    string NoNames,
    string When,
    string Written,
    ImmutableDictionary<FieldFault, string> Faults)
{
    public static readonly ActTexts Russian = new(
        Optional: " (необязательно)",
        FindCommunity: "Найти сообщество",
        Find: "Найти",
        NoCommunity: "Такого сообщества не нашлось. Попробуйте другое слово из названия или улицу.",
        Community: "Какое из найденных",
        Reason: "Почему",
        NoNames: "Фамилий не пишите: эту строку увидят все.",
        When: "Когда",
        Written: "Вы написали:",
        Faults: new Dictionary<FieldFault, string>
        {
            [FieldFault.DateMissing] = "Укажите дату",
            [FieldFault.NumberMissing] = "Укажите число",
            [FieldFault.AmountMissing] = "Укажите сумму числом, например 12 500",
            [FieldFault.ChoiceMissing] = "Выберите из списка",
            [FieldFault.NameTooShort] = "Назовите человека полностью: хотя бы фамилию и имя",
            [FieldFault.PhoneUnfit] = "Это не похоже на телефон",
            [FieldFault.EmailUnfit] = "Это не похоже на адрес почты",
            [FieldFault.NotOnRecord] = "Этот факт уже приложен, или в реестре его больше нет",
        }.ToImmutableDictionary());

    public static readonly ActTexts English = new(
        Optional: " (optional)",
        FindCommunity: "Find a community",
        Find: "Find",
        NoCommunity: "No such community was found. Try another word of its name, or the street.",
        Community: "Which of those found",
        Reason: "Why",
        NoNames: "Write no surnames: everybody will see this line.",
        When: "When",
        Written: "You wrote:",
        Faults: new Dictionary<FieldFault, string>
        {
            [FieldFault.DateMissing] = "Give the date",
            [FieldFault.NumberMissing] = "Give a number",
            [FieldFault.AmountMissing] = "Give the amount as a number, such as 12 500",
            [FieldFault.ChoiceMissing] = "Choose from the list",
            [FieldFault.NameTooShort] = "Name the person in full: a surname and a name at least",
            [FieldFault.PhoneUnfit] = "This does not look like a phone number",
            [FieldFault.EmailUnfit] = "This does not look like an e-mail address",
            [FieldFault.NotOnRecord] = "This fact was given already, or is on record no more",
        }.ToImmutableDictionary());
}
