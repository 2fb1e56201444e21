using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Initiatives;

/// <summary>A column: the first of its initiatives, or a page of them where it stands alone.</summary>
public sealed record BoardColumn(InitiativeStatus Status, int Total, Page<InitiativeRow> Page);

/// <summary>The board with what it is narrowed to. <c>Places</c>: the municipalities to choose from.
/// <c>Community</c>: the one it is narrowed to, by name.</summary>
public sealed record BoardModel(
    InitiativeFilter Filter,
    IReadOnlyList<string> NotUnderstood,
    InitiativeNumbers Numbers,
    IReadOnlyList<BoardColumn> Columns,
    IReadOnlyList<MunicipalitySummary> Places,
    string? Community,
    DateOnly Today);

/// <summary>The board of initiatives by the step they are at.</summary>
internal static class BoardPages
{
    private const int InColumnMax = 8, AloneMax = 30;

    /// <summary>What stands side by side; the rest is reached from below.</summary>
    public static readonly InitiativeStatus[] UnderWay =
    [
        InitiativeStatus.Analysis, InitiativeStatus.Design, InitiativeStatus.Implementation,
        InitiativeStatus.Evaluation,
    ];

    public static readonly InitiativeStatus[] Others =
        [InitiativeStatus.Finished, InitiativeStatus.Paused, InitiativeStatus.Dropped];

    public static async Task<PageAnswer> BoardAsync(PageRequest request)
    {
        var (filter, notUnderstood) = InitiativeFilter.Read(request.Http.Query);
        if (request.Http.Query.Any(pair => pair.Value.All(string.IsNullOrEmpty)))
            return new PageAnswer.GoTo(request.Frame.Links.Initiatives(filter));

        var atlas = request.Service<IAtlas>();
        var numbers = await atlas.InitiativesAsync(
            filter.ToQuery(request.Region, status: null, limit: 1), request.Cancel);
        var columns = new List<BoardColumn>();
        foreach (var status in filter.Status is { } only ? [only] : UnderWay)
            columns.Add(await ColumnAsync(request, filter, status, numbers));
        var places = await atlas.MunicipalitiesAsync(
            new MunicipalityQuery(request.Region) { AsOf = AsOfOf(filter) }, request.Cancel);
        var model = new BoardModel(
            filter, notUnderstood, numbers, columns,
            [.. places.Rows.Where(place => place.Initiatives.Count > 0 || place.Id == filter.Municipality)],
            await CommunityNameAsync(request, filter), request.Today);
        return PageAnswer.Of<BoardPage, BoardModel>(
            model, request.Texts.Atlas.Board.Title, Section.Initiatives);
    }

    private static async ValueTask<BoardColumn> ColumnAsync(
        PageRequest request, InitiativeFilter filter, InitiativeStatus status, InitiativeNumbers numbers)
    {
        var total = numbers.Statuses.GetValueOrDefault(status);
        var page = total == 0
            ? new Page<InitiativeRow>([], null, 0)
            : await request.Registry.InitiativesAsync(
                filter.ToQuery(request.Region, status, filter.Status is null ? InColumnMax : AloneMax),
                request.Cancel);
        return new BoardColumn(status, total, page);
    }

    private static async ValueTask<string?> CommunityNameAsync(
        PageRequest request, InitiativeFilter filter) =>
        filter.Community is { } id
            ? (await request.Registry.CommunityAsync(request.Region, id, AsOfOf(filter), request.Cancel))?
                .Row.Entry.Name
            : null;

    private static AsOf? AsOfOf(InitiativeFilter filter) => filter.AsOf is { } day ? new AsOf(day) : null;
}
