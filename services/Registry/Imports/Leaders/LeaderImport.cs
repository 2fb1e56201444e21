using System.Collections.Concurrent;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Registry.Imports.Cells;
using CommunityGrains.Registry.Imports.Places;
using static CommunityGrains.Registry.Imports.Columns.LeaderColumns;

namespace CommunityGrains.Registry.Imports.Leaders;

/// <summary>
/// Imports a list of leaders: each row a claim to lead, raised by whoever imports, to be verified like any
/// other. Whoever the register names as the community's head is that person, with phone and e-mail.
/// </summary>
internal sealed class LeaderImport(ImportRun run, MunicipalityDirectory municipalities,
    CommunityDirectory communities)
{
    private readonly Dictionary<LeaderId, (int Row, LeaderCommand.Claim Claim)> seen = [];
    private readonly ConcurrentDictionary<RowResult, (LeaderId, LeaderCommand.Claim)> works = [];

    public async Task<ImportReport> RunAsync(CancellationToken cancel)
    {
        run.Total = run.Table.Rows().Count();
        await run.ForEachAsync(Rows(), ImportAsync, cancel);
        return run.Report();
    }

    private IEnumerable<RowResult> Rows()
    {
        foreach (var cells in run.Table.Rows())
        {
            var row = new RowResult(cells, run.Columns);
            if (cells.Problem is { } problem) row.Refuse(problem);
            else Plan(row);
            yield return row;
        }
    }

    private void Plan(RowResult row)
    {
        var id = row.Id(Id);
        var municipality = row.Municipality(Municipality, municipalities);
        var settlement = row.Read(Settlement, SimpleCells.ReadText);
        var communityName = row.Require(Community, SimpleCells.ReadText);
        var name = row.Require(Name, SimpleCells.ReadText);
        var roleText = row.Read(Role, SimpleCells.ReadText) ?? "лидер";
        var from = row.Read(From, DateCell.Read) is { } text ? DateCell.Parse(text) : null;
        var email = row.Read(Email, SimpleCells.ReadEmail);
        var phone = row.Read(Phone, PhoneCell.Read);
        if (row.IsRefused) return;
        if (communities.Find(row, Community, communityName!, municipality!.Value,
            settlement) is not { } community) return;

        var leader = id is { } own
            ? new LeaderId(own)
            : ImportIds.Leader(run.Request.Region, community.Id, ImportIds.PersonKey(name!));
        var claim = new LeaderCommand.Claim(
            run.Asked(run.NotAfterToday(from)), Person(community, name!, email, phone), community.Id,
                RoleOf(roleText),
            roleText, from, run.Request.Source);
        row.Record = leader.Value;
        if (seen.TryGetValue(leader, out var earlier))
        {
            var says = (LeaderCommand.Claim c) => (c.Person, c.Community, c.Role, c.RoleText, c.From);
            if (says(earlier.Claim) == says(claim)) row.Warn("row.repeats", null, $"{earlier.Row}");
            else row.Refuse("row.same-record", null, $"{earlier.Row}");
            return;
        }

        seen[leader] = (row.Row.Number, claim);
        works[row] = (leader, claim);
    }

    private Contact Person(ExistingCommunity community, string name, string? email, string? phone)
    {
        var key = ImportIds.PersonKey(name);
        var head = community.Head is { } known && ImportIds.PersonKey(known.Name.Value) == key ? known : null;
        return new Contact(
            head?.Person ?? ImportIds.Person(run.Request.Region, community.Id, key), new PersonName(name),
            email is null ? head?.Email : new EmailAddress(email),
            phone is null ? head?.Phone : new PhoneNumber(phone));
    }

    private async ValueTask ImportAsync(RowResult row, CancellationToken cancel)
    {
        if (!works.TryRemove(row, out var work)) return;
        var (id, claim) = work;
        var stream = run.Stream(GrainKinds.Leader.Category, id.Value);
        // A claim on record keeps its person, whichever way the list would have found him.
        var card = ((await run.StateAsync(stream, cancel)).State as Leader)?.CardOrNone();
        if (card is not null) claim =
            claim with { Person = claim.Person with { Person = card.Person.Person } };
        else if (run.Columns.Cell(row.Row, Id).Length > 0)
        {
            row.Refuse("record.unknown-id", Id);
            return;
        }

        if (await run.AskAsync(row, stream, claim, cancel) is not { } answer) return;
        row.Outcome = answer.Outcome;
    }

    private static LeaderRole RoleOf(string text) => text.ToLowerInvariant() switch
    {
        var role when role.StartsWith("предс", StringComparison.Ordinal) || role is "chair" or "chairman" =>
            LeaderRole.Chair,
        var role when role.StartsWith("лидер", StringComparison.Ordinal)
            || role is "leader" or "руководитель" => LeaderRole.Leader,
        var role when role.StartsWith("актив", StringComparison.Ordinal) || role is "activist" =>
            LeaderRole.Activist,
        _ => LeaderRole.Other,
    };
}
