using System.Collections.Frozen;
using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Web.Wording;

/// <summary>One language's way of writing numbers, dates, names and values. Nothing here depends on the
/// machine's culture: a page reads the same wherever it is made.</summary>
public sealed class Words(Language language)
{
    private const string Nbsp = "\u00A0";

    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "ул.", "пер.", "пр.", "просп.", "пл.", "б-р", "мкр.", "пос.", "дер.", "г.", "с.", "д.", "кв.",
        "корп.",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly NumberFormatInfo RussianNumbers = new()
    {
        NumberGroupSeparator = Nbsp, NumberDecimalSeparator = ",", NegativeSign = "−",
    };

    private static readonly NumberFormatInfo EnglishNumbers = new()
    {
        NumberGroupSeparator = ",", NumberDecimalSeparator = ".", NegativeSign = "−",
    };

    public Language Language => language;

    public Texts Texts { get; } = Texts.Of(language);

    private NumberFormatInfo Numbers => language == Language.English ? EnglishNumbers : RussianNumbers;

    /// <summary>1 973 in Russian (with a space that does not break), 1,973 in English.</summary>
    public string Number(long number) => number.ToString("N0", Numbers);

    /// <summary>At most two places, none when it is whole.</summary>
    public string Number(decimal number) =>
        number == decimal.Truncate(number)
            ? number.ToString("N0", Numbers)
            : number.ToString("#,0.##", Numbers);

    /// <summary>The number with its noun, held on one line: "5 сообществ".</summary>
    public string Count(long count, Plural noun) => Number(count) + Nbsp + noun.For(language, count);

    public string Count(decimal count, Plural noun) => count == decimal.Truncate(count)
        ? Count((long)count, noun)
        : Number(count) + Nbsp + noun.Few;

    /// <summary>84 000 ₽ in Russian, ₽84,000 in English; other currencies by their code.</summary>
    public string Money(Money money) => (money.Currency, language) switch
    {
        ("RUB", Language.English) => "₽" + Number(money.Amount),
        ("RUB", _) => Number(money.Amount) + Nbsp + "₽",
        _ => Number(money.Amount) + Nbsp + money.Currency,
    };

    /// <summary>12 декабря 2025 (genitive, so that it also stands after "до", "с" and "на").</summary>
    public string Date(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{date.Day}{Nbsp}{Texts.Shell.Months[date.Month - 1]} {date.Year}");

    /// <summary>The date and the minute of an instant in the given zone: "14 ноября 2026, 18:40".</summary>
    public string Instant(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        return Date(DateOnly.FromDateTime(local.DateTime))
            + local.ToString(", HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>A person for the public: the surname and initials, "Алексеев О. Ф.".</summary>
    public static string PublicName(PersonName? name)
    {
        if (Registry.Texts.Withheld.Is(name)) return name!.Value;
        var parts = name?.Value.Split([' ', '\u00A0', '\t'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        return parts.Length == 0
            ? ""
            : parts[0] + string.Concat(parts.Skip(1).Take(2).Select(part => Nbsp + Initial(part) + "."));
    }

    // The first text element, so that a letter outside the basic plane is not cut in half; an initial stays
    // one.
    private static string Initial(string part) =>
        StringInfo.GetNextTextElement(part).ToUpperInvariant();

    /// <summary>A region by its ISO 3166-2 code, or the code itself where no name is on the table.</summary>
    public string Region(string code) => Texts.Shell.Regions.GetValueOrDefault(code, code);

    /// <summary>First letter upper case, for a phrase that begins a line.</summary>
    public static string Sentence(string phrase) =>
        phrase.Length == 0 ? phrase : char.ToUpperInvariant(phrase[0]) + phrase[1..];

    /// <summary>An address whose abbreviations stay beside what they stand for: "ул. Мира" is not broken in
    /// two.</summary>
    public static string? Bound(string? address) => address is null
        ? null
        : string.Concat(address.Split(' ').Select(word => word + (Abbreviations.Contains(word) ? Nbsp : " ")))
            .TrimEnd();

    /// <summary>A municipality and an address within it: "Уфа, ул. Мира, 1".</summary>
    public static string Place(string municipality, string? address) =>
        address is null ? municipality : $"{municipality}, {Bound(address)}";

    /// <summary>A field's canonical text as people read it; a municipality's name where the id is
    /// known.</summary>
    public string Value(
        RegisterField field, string canonical, IReadOnlyDictionary<Guid, string>? names = null) =>
        field switch
        {
            RegisterField.Form => Named(Texts.Names.Forms, canonical),
            RegisterField.Basis => Named(Texts.Names.Bases, canonical),
            RegisterField.LegalEntity => YesNo(canonical),
            RegisterField.Municipality when Guid.TryParse(canonical, out var id) =>
                names?.GetValueOrDefault(id) ?? canonical,
            RegisterField.Members or RegisterField.Residents
                when long.TryParse(
                    canonical, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
                Number(number),
            _ => DateOr(canonical),
        };

    /// <summary>A fact of an event as people read it.</summary>
    public string Fact(string fact, string canonical) => fact switch
    {
        "role" => Named(Texts.Names.Roles, canonical),
        "class" => Named(Texts.Names.EvidenceClasses, canonical),
        "kind" => Named(Texts.Names.EvidenceKinds, canonical),
        "stage" => Named(Texts.Names.Stages, canonical),
        "element" => Named(Texts.Names.Elements, canonical),
        "source" => Named(Texts.Names.Sources, canonical),
        "form" => Named(Texts.Names.MunicipalityForms, canonical),
        "region" => Region(canonical),
        "goalReached" or "inKind" => YesNo(canonical),
        _ => DateOr(canonical),
    };

    private string YesNo(string canonical) => canonical switch
    {
        "true" => Texts.Community.Yes,
        "false" => Texts.Community.No,
        _ => canonical,
    };

    private string DateOr(string canonical) =>
        DateOnly.TryParseExact(
            canonical, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? Date(date)
            : canonical;

    private static string Named<T>(IReadOnlyDictionary<T, string> words, string canonical)
        where T : struct, Enum =>
        KebabCase.Parse<T>(canonical) is { } value ? words[value] : canonical;
}
