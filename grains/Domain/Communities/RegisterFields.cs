using System.Globalization;

namespace CommunityGrains.Domain.Communities;

/// <summary>
/// The one table of the entry's fields: how each is read as canonical text and set from it. Canonical text is
/// culture-free: dates yyyy-MM-dd, whole numbers in digits, yes/no as true/false, points as "lat,lon",
/// enumerations in kebab-case, ids as they are. Imports, corrections, history and exports all go through it.
/// </summary>
public static class RegisterFields
{
    private sealed record Field(
        Func<RegisterEntry, string?> Read, Func<RegisterEntry, string?, RegisterEntry?> Write);

    public static readonly IReadOnlyList<RegisterField> All = Enum.GetValues<RegisterField>();

    private static readonly Dictionary<RegisterField, Field> Table = All.ToDictionary(field => field, Make);

    /// <summary>The field's canonical text; null when it is empty.</summary>
    public static string? Read(RegisterEntry entry, RegisterField field) => Of(field).Read(entry);

    /// <summary>The entry with this field set, or null when the text is not a value of the field (or empties
    /// a field that every community must have).</summary>
    public static RegisterEntry? TryWrite(RegisterEntry entry, RegisterField field, string? text) =>
        Of(field).Write(entry, string.IsNullOrWhiteSpace(text) ? null : text.Trim());

    private static Field Of(RegisterField field) => Table.TryGetValue(field, out var known)
        ? known
        : throw new ArgumentOutOfRangeException(nameof(field), field, "no such field");

    private static Field Make(RegisterField field) => field switch
    {
        RegisterField.Name => new(e => e.Name, (e, t) => t is null ? null : e with { Name = t }),
        RegisterField.Form => new(
            e => KebabCase.Of(e.Form),
            (e, t) => KebabCase.Parse<CommunityForm>(t) is { } form ? e with { Form = form } : null),
        RegisterField.Municipality => new(
            e => e.Municipality.ToString(),
            (e, t) => Guid.TryParse(t, out var id) ? e with { Municipality = new(id) } : null),
        RegisterField.Basis => new(
            e => KebabCase.Of(e.Basis),
            (e, t) => KebabCase.Parse<CommunityBasis>(t) is { } basis ? e with { Basis = basis } : null),
        RegisterField.LegalEntity => new(
            e => e.LegalEntity switch { true => "true", false => "false", null => null },
            (e, t) => t switch
            {
                null => e with { LegalEntity = null },
                "true" => e with { LegalEntity = true },
                "false" => e with { LegalEntity = false },
                _ => null,
            }),
        RegisterField.Location => new(e => PointText(e.Location), WriteLocation),
        RegisterField.Inn => Digits(e => e.Inn, (e, t) => e with { Inn = t }, 10, 12),
        RegisterField.Kpp => Text(e => e.Kpp, (e, t) => e with { Kpp = t }),
        RegisterField.Ogrn => Digits(e => e.Ogrn, (e, t) => e with { Ogrn = t }, 13, 15),
        RegisterField.Settlement => Text(e => e.Settlement, (e, t) => e with { Settlement = t }),
        RegisterField.BankDetails => Text(e => e.BankDetails, (e, t) => e with { BankDetails = t }),
        RegisterField.Address => Text(e => e.Address, (e, t) => e with { Address = t }),
        RegisterField.Site => Text(e => e.Site, (e, t) => e with { Site = t }),
        RegisterField.Vk => Text(e => e.Vk, (e, t) => e with { Vk = t }),
        RegisterField.Ok => Text(e => e.Ok, (e, t) => e with { Ok = t }),
        RegisterField.OtherGroups => Text(e => e.OtherGroups, (e, t) => e with { OtherGroups = t }),
        RegisterField.Boundaries => Text(e => e.Boundaries, (e, t) => e with { Boundaries = t }),
        RegisterField.ActKind => Text(e => e.ActKind, (e, t) => e with { ActKind = t }),
        RegisterField.ActNumber => Text(e => e.ActNumber, (e, t) => e with { ActNumber = t }),
        RegisterField.RegisterNumber => Text(e => e.RegisterNumber, (e, t) => e with { RegisterNumber = t }),
        RegisterField.Topics => Text(e => e.Topics, (e, t) => e with { Topics = t }),
        RegisterField.Note => Text(e => e.Note, (e, t) => e with { Note = t }),
        RegisterField.ActDate => Date(e => e.ActDate, (e, d) => e with { ActDate = d }),
        RegisterField.CharterOn => Date(e => e.CharterOn, (e, d) => e with { CharterOn = d }),
        RegisterField.JusticeOn => Date(e => e.JusticeOn, (e, d) => e with { JusticeOn = d }),
        RegisterField.EnteredOn => Date(e => e.EnteredOn, (e, d) => e with { EnteredOn = d }),
        RegisterField.Members => Number(e => e.Members, (e, n) => e with { Members = n }),
        RegisterField.Residents => Number(e => e.Residents, (e, n) => e with { Residents = n }),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "no such field"),
    };

    private static Field Text(
        Func<RegisterEntry, string?> read, Func<RegisterEntry, string?, RegisterEntry> write) =>
            new(read, write);

    private static Field Digits(
        Func<RegisterEntry, string?> read, Func<RegisterEntry, string?, RegisterEntry> write,
        params int[] lengths) =>
        new(read, (e, t) => t is null || (t.All(char.IsAsciiDigit) && lengths.Contains(t.Length))
            ? write(e, t)
            : null);

    private static Field Date(
        Func<RegisterEntry, DateOnly?> read, Func<RegisterEntry, DateOnly?, RegisterEntry> write) =>
        new(e => read(e)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), (e, t) =>
            t is null ? write(e, null)
            : DateOnly.TryParseExact(
                t, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? write(e, day)
                : null);

    private static Field Number(
        Func<RegisterEntry, int?> read, Func<RegisterEntry, int?, RegisterEntry> write) =>
        new(e => read(e)?.ToString(CultureInfo.InvariantCulture), (e, t) =>
            t is null ? write(e, null)
            : int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? write(e, number)
                : null);

    private static string? PointText(GeoPoint? point) => point is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{point.Latitude},{point.Longitude}");

    private static RegisterEntry? WriteLocation(RegisterEntry entry, string? text)
    {
        if (text is null) return entry with { Location = null };
        var parts = text.Split(',');
        return parts.Length == 2
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude)
            && new GeoPoint(latitude, longitude) is { IsOnEarth: true } point
                ? entry with { Location = point }
                : null;
    }
}
