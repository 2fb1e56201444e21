using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Registry.Imports.Register;

/// <summary>Which community a row is about. <c>SameAs</c>: an earlier row of the file that is about it
/// already; <c>Repeats</c>: and says the same. <c>IsUnknownId</c>: the row names an id that is not on
/// record.</summary>
internal sealed record RowTarget(
    CommunityId Id, ExistingCommunity? Existing = null, int? SameAs = null, bool Repeats = false,
        bool IsUnknownId = false);

/// <summary>
/// Recognises the communities of a register's rows. From the surest sign to the weakest, all rows at each
/// sign before the next: own id; ОГРН; register number; name in the municipality with form and settlement;
/// the name alone, where nothing speaks against it. What nobody recognises is new. Branches share an ОГРН and
/// villages of one district each begin with number 1, so either first goes to who is called so besides; a
/// record of another name is taken only where it alone is left. Deciding over the whole file, not row by row,
/// keeps a vague row from taking the record of one that comes later and is exact.
/// </summary>
internal sealed class RegisterIdentity
{
    private sealed record Known(ExistingCommunity Community, string Settlement, string Address, string Place);

    private readonly string region;
    private readonly Dictionary<CommunityId, Known> byId = [];
    private readonly Dictionary<string, List<Known>> byOgrn = [];
    private readonly Dictionary<string, List<Known>> byNumber = [];
    private readonly Dictionary<(MunicipalityId, string), List<Known>> byName = [];
    private readonly Dictionary<CommunityId, RowKey> taken = [];

    public RegisterIdentity(string region, IEnumerable<ExistingCommunity> existing)
    {
        this.region = region;
        // What still stands is found before what is over, and the older before the newer.
        foreach (var community in existing.OrderBy(community => community.IsOver)) Add(community);
    }

    /// <summary>A target for each row, in the rows' order.</summary>
    public IReadOnlyList<RowTarget> Resolve(IReadOnlyList<RowKey> rows)
    {
        var targets = new RowTarget?[rows.Count];
        foreach (var sign in (ReadOnlySpan<Func<RowKey, RowTarget?>>)
            [
                ById,
                row => Exactly(row, WithOgrn(row)), row => ByName(row, WithOgrn(row)), ByOgrnAlone,
                row => Exactly(row, WithNumber(row)), row => ByName(row, WithNumber(row)), ByNumberAlone,
                row => Exactly(row, Called(row)), ByNameAlone,
                AsNew,
            ])
        {
            for (var at = 0; at < rows.Count; at++) targets[at] ??= sign(rows[at]);
        }

        return targets!;
    }

    private RowTarget? ById(RowKey row)
    {
        if (row.Id is not { } id) return null;
        return byId.TryGetValue(new(id), out var known)
            ? Take(row, known)
            : new RowTarget(new(id), IsUnknownId: true);
    }

    private RowTarget? Exactly(RowKey row, IReadOnlyList<Known> found)
    {
        var exact = found.Where(known => IsCalled(known, row) && IsOfForm(known, row)
            && known.Settlement == row.Settlement && (row.Place.Length == 0 || known.Place == row.Place))
            .ToList();
        if (exact.Find(IsFree) is { } free) return Take(row, free);
        return exact.Find(known => !TellsApart(taken[known.Community.Id], row)) is { } same ? Take(row, same)
            : null;
    }

    private RowTarget? ByName(RowKey row, IReadOnlyList<Known> found) =>
        found.FirstOrDefault(known => IsFree(known) && IsCalled(known, row)) is { } free ? Take(row, free)
            : null;

    private RowTarget? ByOgrnAlone(RowKey row) => OnlyFree(WithOgrn(row)) is { } only ? Take(row, only)
        : null;

    // A number that two villages may have given says nothing across them.
    private RowTarget? ByNumberAlone(RowKey row) =>
        OnlyFree(WithNumber(row)) is { } only && MayBeOneVillage(only, row) ? Take(row, only) : null;

    private RowTarget? ByNameAlone(RowKey row)
    {
        var found = Called(row).Where(known => IsFree(known) && MayBe(known, row)).ToList();
        return found is [var only] ? Take(row, only) : null;
    }

    private RowTarget AsNew(RowKey row)
    {
        string[] keys =
        [
            row.Name, row.Form is { } form ? KebabCase.Of(form) : "", row.Settlement, row.Place,
            row.Ogrn ?? row.Number ?? "",
        ];
        var id = ImportIds.Community(region, row.Municipality, keys);
        // Whoever proposed something under this id, and was refused, must not keep the community out.
        for (var at = 2; byId.TryGetValue(id, out var known); at++)
        {
            // Created by this very row once, and called otherwise since.
            if (!known.Community.IsRejected) return Take(row, known);
            id = ImportIds.Community(region, row.Municipality, [.. keys, $"{at}"]);
        }

        if (taken.TryGetValue(id, out var earlier)) return Same(id, null, earlier, row);
        taken[id] = row;
        return new RowTarget(id);
    }

    private RowTarget Take(RowKey row, Known known)
    {
        var id = known.Community.Id;
        if (taken.TryGetValue(id, out var earlier)) return Same(id, known.Community, earlier, row);
        taken[id] = row;
        return new RowTarget(id, known.Community);
    }

    private static RowTarget Same(CommunityId id, ExistingCommunity? existing, RowKey earlier, RowKey row) =>
        new(id, existing, earlier.Row, earlier.Content == row.Content);

    private bool IsFree(Known known) => !taken.ContainsKey(known.Community.Id);

    // The one that nobody has taken: of those that still stand, or else of all.
    private Known? OnlyFree(IReadOnlyList<Known> found)
    {
        var free = found.Where(IsFree).ToList();
        var standing = free.FindAll(known => !known.Community.IsOver);
        return standing is [var one] ? one : free is [var only] ? only : null;
    }

    private List<Known> WithOgrn(RowKey row) =>
        row.Ogrn is null ? [] : byOgrn.GetValueOrDefault(row.Ogrn) ?? [];

    // Offices number by region or by municipality: another municipality's number 7 is another community's.
    private List<Known> WithNumber(RowKey row) => row.Number is null ? []
        : (byNumber.GetValueOrDefault(row.Number) ?? []).FindAll(known =>
            known.Community.Entry.Municipality == row.Municipality || IsCalled(known, row));

    private List<Known> Called(RowKey row) => byName.GetValueOrDefault((row.Municipality, row.Name)) ?? [];

    private bool IsCalled(Known known, RowKey row) =>
        known.Community.Entry.Municipality == row.Municipality ? Called(row).Contains(known)
            : NameKey.Of(known.Community.Entry.Name).Text == row.Name;

    private static bool IsOfForm(Known known, RowKey row) =>
        row.Form is not { } form || known.Community.Entry.Form == form;

    // Neighbours like to call their groups alike: another form or another village is another community,
    // unless it has the same address.
    private static bool MayBe(Known known, RowKey row)
    {
        if (row.Address.Length > 0 && row.Address == known.Address) return true;
        return row.Place.Length == 0 && IsOfForm(known, row) && MayBeOneVillage(known, row);
    }

    private static bool MayBeOneVillage(Known known, RowKey row) => row.Settlement == known.Settlement
        || row.Settlement.Length == 0 || known.Settlement.Length == 0;

    private static bool TellsApart(RowKey left, RowKey right) => Differ(left.Number, right.Number)
        || Differ(left.Ogrn, right.Ogrn);

    private static bool Differ(string? left, string? right) => left is not null && right is not null
        && left != right;

    private void Add(ExistingCommunity community)
    {
        var entry = community.Entry;
        var address = RowKey.Key(entry.Address);
        var known = new Known(
            community, RowKey.Key(entry.Settlement), address, RowKey.SaysOnlyItsForm(entry.Name) ? address
                : "");
        byId[community.Id] = known;
        if (community.IsRejected) return;
        if (entry.Ogrn is { } ogrn) ListAt(byOgrn, ogrn, known);
        if (entry.RegisterNumber is { } number) ListAt(byNumber, number, known);
        foreach (var name in new[] { entry.Name, community.RegisterName ?? entry.Name }.Select(n =>
            NameKey.Of(n).Text).Distinct())
            ListAt(byName, (entry.Municipality, name), known);
    }

    private static void ListAt<TKey>(Dictionary<TKey, List<Known>> lists, TKey key, Known known) where TKey
        : notnull
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        list.Add(known);
    }
}
