using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Leaders;

/// <summary>A fact that the registry knows already and that would speak for a claim: it is picked, never
/// typed. <c>IsHis</c>: the initiative names this very claim as its leader.</summary>
public sealed record EvidenceOffer(
    EvidenceKind Kind, InitiativeId Initiative, string What, DateOnly On, bool IsHis)
{
    public string Key => string.Create(
        CultureInfo.InvariantCulture, $"{KebabCase.Of(Kind)}-{Initiative}");
}

/// <summary>What of a community's initiatives would speak for a claim.</summary>
internal static class EvidenceOnRecord
{
    private const int InitiativesMax = 20, HistoryMax = 200;

    private const string Proposed = "initiative.proposed.v1", Finished = "initiative.finished.v1";

    /// <summary>The facts that the claim does not have yet, the leader's own initiatives first. What somebody
    /// else leads is not offered.</summary>
    public static async Task<IReadOnlyList<EvidenceOffer>> OfAsync(
        PageRequest request, LeaderId leader, ClaimCard card)
    {
        var found = await request.Registry.InitiativesAsync(
            new InitiativeQuery(request.Region) { Community = card.Community, Limit = InitiativesMax },
            request.Cancel);
        var offers = new List<EvidenceOffer>();
        foreach (var row in found.Items.Where(row => row.Leader is null || row.Leader == leader))
            offers.AddRange(await OfAsync(request, row, row.Leader == leader));
        return
        [
            .. offers.Where(offer => !card.Evidence.Any(known => !known.Withdrawn
                    && known.Kind == offer.Kind && known.Witness == offer.Initiative.Value))
                .OrderByDescending(offer => offer.IsHis).ThenByDescending(offer => offer.On),
        ];
    }

    private static async Task<IEnumerable<EvidenceOffer>> OfAsync(
        PageRequest request, InitiativeRow row, bool isHis)
    {
        var history = await request.Registry.HistoryAsync(
            request.StreamOf(GrainKinds.Initiative, row.Id.Value), null, HistoryMax, request.Cancel);
        var offers = new List<EvidenceOffer>();
        Add(EvidenceKind.InitiativeProposed, DayOf(Proposed, history.Items));
        if (row.Status == InitiativeStatus.Finished)
            Add(EvidenceKind.InitiativeFinished, DayOf(Finished, history.Items));
        else if (row.Status is InitiativeStatus.Implementation or InitiativeStatus.Evaluation)
            Add(EvidenceKind.InitiativeUnderWay, await LastWorkAsync(request, row.Id));
        return offers;

        void Add(EvidenceKind kind, DateOnly? on)
        {
            if (on is { } day) offers.Add(new EvidenceOffer(kind, row.Id, row.Title, day, isHis));
        }
    }

    private static DateOnly? DayOf(string happened, IReadOnlyList<HistoryEntry> history) =>
        history.FirstOrDefault(entry => entry.Event == happened)?.BusinessDate;

    private static async Task<DateOnly?> LastWorkAsync(PageRequest request, InitiativeId id)
    {
        var found = await request.Registry.InitiativeAsync(request.Region, id, cancel: request.Cancel);
        return found?.Dossier.Counted<InitiativeEntry.Work>()
            .Select(work => (DateOnly?)work.HappenedOn).DefaultIfEmpty().Max();
    }
}
