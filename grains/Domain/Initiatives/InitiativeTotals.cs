namespace CommunityGrains.Domain.Initiatives;

/// <summary>
/// What an initiative adds up to; struck entries do not count. <c>Turnouts</c>: volunteers summed over all
/// entries, one person counting each time. <c>VolunteersMax</c>: the most seen at one entry, so at least as
/// many persons took part. <c>Beneficiaries</c>: persons, summed over outcomes.
/// </summary>
public sealed record InitiativeTotals(
    decimal Hours, long Turnouts, int VolunteersMax, Money Money, Money InKind,
    ValueList<SourceTotal> BySource, long Beneficiaries)
{
    public static InitiativeTotals Of(Dossier dossier)
    {
        var hours = dossier.Counted<InitiativeEntry.Hours>().ToList();
        var contributions = dossier.Counted<InitiativeEntry.Contribution>().ToList();
        return new InitiativeTotals(
            hours.Sum(x => x.Total),
            hours.Sum(x => (long)x.Volunteers),
            hours.Select(x => x.Volunteers).DefaultIfEmpty().Max(),
            Sum(contributions.Where(x => !x.InKind)),
            Sum(contributions.Where(x => x.InKind)),
            [.. contributions.GroupBy(x => x.Source).OrderBy(x => x.Key).Select(SourceTotal.Of)],
            dossier.Counted<InitiativeEntry.Outcome>().Sum(x => (long)x.Beneficiaries));
    }

    internal static Money Sum(IEnumerable<InitiativeEntry.Contribution> contributions) =>
        contributions.Select(x => x.Worth).Aggregate(Domain.Money.Rubles(0), Domain.Money.Add);
}

/// <summary>What came from one source: money, and the worth of what was given in kind.</summary>
public sealed record SourceTotal(ContributionSource Source, Money Money, Money InKind)
{
    internal static SourceTotal Of(IGrouping<ContributionSource, InitiativeEntry.Contribution> given) => new(
        given.Key,
        InitiativeTotals.Sum(given.Where(x => !x.InKind)),
        InitiativeTotals.Sum(given.Where(x => x.InKind)));
}
