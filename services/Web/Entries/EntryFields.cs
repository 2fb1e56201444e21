using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Registry.Imports.Cells;

namespace CommunityGrains.Web.Entries;

/// <summary>The groups of the form.</summary>
public enum EntryGroup
{
    What,
    Where,
    Contacts,
    People,
    Legal,
    Register,
}

/// <summary>How the fields of an entry stand in its form, and what is typed into each.</summary>
internal static class EntryFields
{
    /// <summary>Names of the form's own fields, beside those of the entry.</summary>
    public const string
        Basis = "registration-basis", Reason = "reason", Different = "different", Seen = "seen",
        HeadName = "head-name", HeadEmail = "head-email", HeadPhone = "head-phone";

    /// <summary>Without these there is no community.</summary>
    public static readonly IReadOnlyList<RegisterField> Required =
        [RegisterField.Name, RegisterField.Form, RegisterField.Municipality];

    /// <summary>What is for the office alone: neither the public nor the community's own leaders see
    /// it.</summary>
    public static readonly IReadOnlyList<RegisterField> ForOffice =
        [RegisterField.BankDetails, RegisterField.Note];

    public static readonly IReadOnlyList<(EntryGroup Group, IReadOnlyList<RegisterField> Fields)> Groups =
    [
        (EntryGroup.What,
            [RegisterField.Name, RegisterField.Form, RegisterField.Basis, RegisterField.Topics]),
        (EntryGroup.Where,
            [RegisterField.Municipality, RegisterField.Settlement, RegisterField.Address,
                RegisterField.Boundaries, RegisterField.Location]),
        (EntryGroup.Contacts,
            [RegisterField.Site, RegisterField.Vk, RegisterField.Ok, RegisterField.OtherGroups]),
        (EntryGroup.People, [RegisterField.Members, RegisterField.Residents]),
        (EntryGroup.Legal,
            [RegisterField.LegalEntity, RegisterField.Inn, RegisterField.Kpp, RegisterField.Ogrn,
                RegisterField.BankDetails]),
        (EntryGroup.Register,
            [RegisterField.RegisterNumber, RegisterField.EnteredOn, RegisterField.ActKind,
                RegisterField.ActDate, RegisterField.ActNumber, RegisterField.CharterOn,
                RegisterField.JusticeOn, RegisterField.Note]),
    ];

    public static bool IsDate(RegisterField field) => field is RegisterField.ActDate
        or RegisterField.CharterOn or RegisterField.JusticeOn or RegisterField.EnteredOn;

    public static bool HasLines(RegisterField field) => field is RegisterField.Topics
        or RegisterField.Boundaries or RegisterField.OtherGroups or RegisterField.BankDetails
        or RegisterField.Note;

    /// <summary>Whether a change of it makes another community of the record, so that a reason is asked
    /// for.</summary>
    public static bool NeedsReason(RegisterField field) => Required.Contains(field);

    /// <summary>The fields of an entry in canonical text, by their names in forms and in histories.</summary>
    public static Dictionary<string, string?> Of(RegisterEntry entry) => RegisterFields.All.ToDictionary(
        KebabCase.Of, field => RegisterFields.Read(entry, field));

    /// <summary>What is meant by a text: as lenient as with a file of an office, "1 973" and "12.12.2010"
    /// included.</summary>
    public static Cell Read(string name, string text) => KebabCase.Parse<RegisterField>(name) switch
    {
        RegisterField.Form or RegisterField.Basis or RegisterField.Municipality =>
            text.Length == 0 ? Cell.Empty : new Cell(text),
        RegisterField.LegalEntity => SimpleCells.ReadYesNo(text),
        RegisterField.Inn => CodeCell.ReadInn(text),
        RegisterField.Kpp => CodeCell.ReadKpp(text),
        RegisterField.Ogrn => CodeCell.ReadOgrn(text),
        RegisterField.Location => SimpleCells.ReadPoint(text),
        RegisterField.Members or RegisterField.Residents => SimpleCells.ReadCount(text),
        RegisterField.Site or RegisterField.Vk or RegisterField.Ok => SimpleCells.ReadAddressOfSite(text),
        { } field when IsDate(field) => DateCell.Read(text),
        { } field when HasLines(field) => SimpleCells.ReadLines(text),
        null => name switch
        {
            HeadEmail => SimpleCells.ReadEmail(text),
            HeadPhone => PhoneCell.Read(text),
            _ => SimpleCells.ReadText(text),
        },
        _ => SimpleCells.ReadText(text),
    };
}
