namespace CommunityGrains.Domain.Communities;

/// <summary>A community's name and place, prepared once for being compared with many others.</summary>
public sealed class PlacedName
{
    private PlacedName(RegisterEntry entry)
    {
        Name = NameKey.Of(entry.Name);
        Form = entry.Form == CommunityForm.Other ? Name.Form : entry.Form;
        Municipality = entry.Municipality;
        Settlement = SettlementKey(entry.Settlement);
        Address = entry.Address is null ? "" : NameKey.Of(entry.Address).Sorted;
        Location = entry.Location;
    }

    public NameKey Name { get; }

    /// <summary>What it is; null when neither the entry nor the name says.</summary>
    public CommunityForm? Form { get; }

    public MunicipalityId Municipality { get; }

    /// <summary>Without "с.", "д." and the like; empty when not stated.</summary>
    internal string Settlement { get; }

    /// <summary>Folded, its words by alphabet; empty when not stated.</summary>
    internal string Address { get; }

    internal GeoPoint? Location { get; }

    public static PlacedName Of(RegisterEntry entry) => new(entry);

    private static string SettlementKey(string? settlement) => string.Join(' ', NameWords.Of(settlement ?? "")
        .Where(word => word is not ("с" or "д" or "дер" or "п" or "г" or "х")));
}
