namespace CommunityGrains.Domain.Municipalities;

/// <summary>A municipality as its events have made it.</summary>
public abstract record Municipality
{
    public sealed record Unknown : Municipality;

    /// <summary>Names, codes and forms with the dates from which they hold, oldest first.</summary>
    public sealed record Listed(
        ValueList<NameFrom> Names, ValueList<CodeFrom> Codes, ValueList<FormFrom> Forms, string Region,
        GeoPoint? Centre, BoundaryFrom? Boundary) : Municipality
    {
        /// <summary>What stood here once and was replaced, so that it is known for no news.</summary>
        public Replaced Replaced { get; init; } = Replaced.Nothing;

        internal bool KnowsName(string name, string officialName) => Names.Concat(Replaced.Names)
            .Any(known => known.Name == name.Trim() && known.OfficialName == officialName.Trim());

        internal bool KnowsCode(string oktmo) =>
            Codes.Concat(Replaced.Codes).Any(known => known.Oktmo == oktmo);

        internal bool KnowsForm(MunicipalityForm form) =>
            Forms.Concat(Replaced.Forms).Any(known => known.Form == form);

        /// <summary>The name that holds on a date; before the first that is known, the first.</summary>
        public NameFrom NameOn(DateOnly day) => Names.LastOrDefault(name => name.From <= day) ?? Names[0];

        /// <summary>The form that holds on a date; before the first that is known, the first.</summary>
        public FormFrom FormOn(DateOnly day) => Forms.LastOrDefault(form => form.From <= day) ?? Forms[0];

        /// <summary>The code that holds on a date; null when none is known for it.</summary>
        public CodeFrom? CodeOn(DateOnly day) => Codes.LastOrDefault(code => code.From <= day);

        internal CodeFrom? FirstCode => Codes is [var first, ..] ? first : null;

        internal CodeFrom? LastCode => Codes is [.., var last] ? last : null;
    }

    /// <summary>Part of another one since a date; <c>Before</c> is what it was last.</summary>
    public sealed record Merged(Listed Before, MunicipalityId Successor, DateOnly From) : Municipality;

    public static readonly Municipality Initial = new Unknown();

    public static Municipality Evolve(Municipality municipality, MunicipalityEvent happened) =>
        (municipality, happened) switch
        {
            (Unknown, MunicipalityEvent.Listed e) => First(e),
            (Listed m, MunicipalityEvent.Renamed e) => Rename(m, e),
            (Listed m, MunicipalityEvent.CodeGiven e) => GiveCode(m, e),
            (Listed m, MunicipalityEvent.FormChanged e) => ChangeForm(m, e),
            (Listed m, MunicipalityEvent.CentreSet e) => m with
            {
                Centre = e.Centre,
                Replaced = m.Centre is not { } centre ? m.Replaced
                    : m.Replaced with { Centres = [.. m.Replaced.Centres, centre] },
            },
            (Listed m, MunicipalityEvent.BoundarySet e) => m with
            {
                Boundary = new(e.Area, e.From, e.Source),
                Replaced = m.Boundary is not { } boundary ? m.Replaced
                    : m.Replaced with { Areas = [.. m.Replaced.Areas, boundary.Area] },
            },
            (Listed m, MunicipalityEvent.MergedInto e) => new Merged(m, e.Successor, e.From),
            _ => throw new EventOutOfPlaceException(municipality, happened),
        };

    private static Listed First(MunicipalityEvent.Listed e) => new(
        [new(e.Name, e.OfficialName, e.From)],
        e.Oktmo is null ? [] : [new(e.Oktmo, e.From)],
        [new(e.Form, e.From)],
        e.Region, e.Centre, null);

    private static Listed Rename(Listed m, MunicipalityEvent.Renamed e) => m with
    {
        Names = [.. m.Names.Without(n => n.From == e.From), new(e.Name, e.OfficialName, e.From)],
        Replaced = m.Replaced with
        {
            Names = [.. m.Replaced.Names, .. m.Names.Where(name => name.From == e.From)],
        },
    };

    private static Listed GiveCode(Listed m, MunicipalityEvent.CodeGiven e) => m with
    {
        Codes = [.. m.Codes.Without(code => code.From == e.From), new(e.Oktmo, e.From)],
        Replaced = m.Replaced with
        {
            Codes = [.. m.Replaced.Codes, .. m.Codes.Where(code => code.From == e.From)],
        },
    };

    private static Listed ChangeForm(Listed m, MunicipalityEvent.FormChanged e) => m with
    {
        Forms = [.. m.Forms.Without(form => form.From == e.From), new(e.Form, e.From)],
        Replaced = m.Replaced with
        {
            Forms = [.. m.Replaced.Forms, .. m.Forms.Where(form => form.From == e.From)],
        },
    };

    private Municipality() { }
}

public sealed record NameFrom(string Name, string OfficialName, DateOnly From);

public sealed record CodeFrom(string Oktmo, DateOnly From);

public sealed record FormFrom(MunicipalityForm Form, DateOnly From);

/// <summary>An outline, from when it holds, and where it was taken from, with its licence.</summary>
public sealed record BoundaryFrom(GeoArea Area, DateOnly From, string Source);

/// <summary>Values that no longer stand for any date: names, codes and forms mended from their own first day,
/// and the centres and outlines before the last, of which only the last is kept with its date.</summary>
public sealed record Replaced(
    ValueList<NameFrom> Names, ValueList<CodeFrom> Codes, ValueList<FormFrom> Forms,
    ValueList<GeoPoint> Centres, ValueList<GeoArea> Areas)
{
    public static readonly Replaced Nothing = new([], [], [], [], []);
}
