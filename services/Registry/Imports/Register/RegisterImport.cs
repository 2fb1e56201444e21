using System.Collections.Concurrent;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Imports.Places;

namespace CommunityGrains.Registry.Imports.Register;

/// <summary>
/// Imports a register of communities. The file is read twice: first to recognise which community each row is
/// about, then to bring the rows to their grains; so memory holds a small key per row, never the file.
/// </summary>
internal sealed class RegisterImport(ImportRun run, MunicipalityDirectory directory)
{
    private sealed record Work(RegisterRow Row, RowTarget Target,
        IReadOnlyList<(Candidate Candidate, Likeness Likeness)> Alike);

    // Filled while the rows are enumerated, emptied as they are imported: never more than are in flight.
    private readonly ConcurrentDictionary<RowResult, Work> works = [];
    private readonly DuplicateFinder duplicates = new();
    private Dictionary<CommunityId, int> rowOf = [];

    public async Task<ImportReport> RunAsync(IReadOnlyList<ExistingCommunity> existing,
        CancellationToken cancel)
    {
        var (keys, total) = ReadKeys(cancel);
        run.Total = total;
        var identity = new RegisterIdentity(run.Request.Region, existing);
        var targets = identity.Resolve(keys).Zip(keys)
            .ToDictionary(pair => pair.Second.Row, pair => pair.First);
        rowOf = targets.Where(pair => pair.Value.SameAs is null)
            .GroupBy(pair => pair.Value.Id)
                .ToDictionary(group => group.Key, group => group.Min(pair => pair.Key));
        foreach (var community in existing.Where(community => !community.IsOver))
        {
            duplicates.Add(new Candidate(
                community.Id, community.Entry.Name, PlacedName.Of(community.Entry),
                rowOf.TryGetValue(community.Id, out var row) ? row : null, Existed: true));
        }

        await run.ForEachAsync(Rows(targets), ImportAsync, cancel);
        return run.Report();
    }

    private (List<RowKey> Keys, int Total) ReadKeys(CancellationToken cancel)
    {
        var keys = new List<RowKey>();
        var total = 0;
        foreach (var cells in run.Table.Rows())
        {
            cancel.ThrowIfCancellationRequested();
            total++;
            if (RegisterRow.Read(new RowResult(cells, run.Columns), run.Columns, directory) is { } row)
                keys.Add(RowKey.Of(row, cells, run.Columns));
        }

        return (keys, total);
    }

    private IEnumerable<RowResult> Rows(Dictionary<int, RowTarget> targets)
    {
        foreach (var cells in run.Table.Rows())
        {
            var result = new RowResult(cells, run.Columns);
            if (RegisterRow.Read(result, run.Columns, directory) is { } row) Plan(result, row,
                targets[cells.Number]);
            yield return result;
        }
    }

    private void Plan(RowResult result, RegisterRow row, RowTarget target)
    {
        result.Record = target.Id.Value;
        if (target.IsUnknownId) result.Refuse("record.unknown-id", Columns.RegisterColumns.Id);
        else if (target.SameAs is { } other && !target.Repeats) result.Refuse(
            "row.same-record", null, $"{other}");
        else if (target.SameAs is { } repeated) result.Warn("row.repeats", null, $"{repeated}");
        else works[result] = new Work(row, target, Alike(row, target, result.Row.Number));
    }

    // A new community is compared with all that were there before it, in the register or in the file. One on
    // record is compared again, because a run that was killed may have entered it and not come to say what it
    // resembles.
    private IReadOnlyList<(Candidate, Likeness)> Alike(RegisterRow row, RowTarget target, int number)
    {
        if (target.Existing is { IsOver: true }) return [];
        var placed = PlacedName.Of(row.Entry());
        var alike = duplicates.Find(placed, candidate => candidate.Id != target.Id
            && (candidate.Row is null || candidate.Row < number
                || (candidate.Existed && target.Existing is null)));
        if (target.Existing is null) duplicates.Add(
            new Candidate(target.Id, row.Name, placed, number, Existed: false));
        return alike;
    }

    private async ValueTask ImportAsync(RowResult result, CancellationToken cancel)
    {
        if (!works.TryRemove(result, out var work)) return;
        var (row, target) = (work.Row, work.Target);
        var stream = run.Stream(GrainKinds.Community.Category, target.Id.Value);
        var isNew = target.Existing is null;
        var head = await HeadAsync(row, target.Id, stream, cancel);
        var command = new CommunityCommand.StateByRegister(
            run.Asked(isNew ? run.NotAfterToday(row.Entered) : null),
            isNew ? [.. row.Cells, .. row.ForNew] : row.Cells, row.StatesHead, head, run.Request.Source);
        if (await run.AskAsync(result, stream, command, cancel, isNew) is not { } answer) return;
        result.Outcome = answer.Outcome;
        foreach (var (candidate, likeness) in work.Alike)
            await SuggestAsync(result, target, stream, candidate, likeness, answer.WasUnknown, cancel);
    }

    private async ValueTask<Contact?> HeadAsync(RegisterRow row, CommunityId id, StreamId stream,
        CancellationToken cancel)
    {
        if (!row.StatesHead || row.HeadName is null) return null;
        var key = ImportIds.PersonKey(row.HeadName);
        var head = new Contact(
            ImportIds.Person(run.Request.Region, id, key), new PersonName(row.HeadName),
            row.HeadEmail is null ? null : new EmailAddress(row.HeadEmail),
            row.HeadPhone is null ? null : new PhoneNumber(row.HeadPhone));
        var (hasEmail, hasPhone) =
            (run.Columns.Has(Columns.RegisterColumns.HeadEmail),
                run.Columns.Has(Columns.RegisterColumns.HeadPhone));
        if (hasEmail && hasPhone) return head;

        // A file without a column of phones says nothing of phones, so what it last said stays.
        var before = CardOf((await run.StateAsync(stream, cancel)).State)?.HeadAsStated;
        if (before is null || ImportIds.PersonKey(before.Name.Value) != key) return head;
        return head with
        {
            Email = hasEmail ? head.Email : before.Email,
            Phone = hasPhone ? head.Phone : before.Phone,
        };
    }

    private async ValueTask SuggestAsync(
        RowResult result, RowTarget target, StreamId stream, Candidate other, Likeness likeness, bool isNew,
        CancellationToken cancel)
    {
        if (!isNew && await IsJudgedAsync(target.Id, other.Id, stream, cancel)) return;
        if (!run.Request.DryRun)
        {
            var suggestion = new CommunityCommand.SuggestDuplicate(
                run.Asked(), target.Id, other.Id, likeness.Percent, string.Join(", ", likeness.Grounds));
            if (await run.AskAsync(stream, suggestion,
                cancel) is not Engine.Reply.Accepted { EventCount: > 0 }) return;
        }

        result.Resembles(new PossibleDuplicate(other.Id, other.Name, other.Row, likeness.Percent));
    }

    private async ValueTask<bool> IsJudgedAsync(CommunityId self, CommunityId other, StreamId stream,
        CancellationToken cancel) =>
        Knows(await run.StateAsync(stream, cancel), other)
        || Knows(await run.StateAsync(run.Stream(GrainKinds.Community.Category, other.Value), cancel), self);

    private static bool Knows(Engine.GrainState state, CommunityId other) =>
        CardOf(state.State) is not { } card
        || card.Suspected.Contains(other) || card.Dismissed.Contains(other) || card.Absorbed.Contains(other);

    // Only what stands has a card that matters here.
    private static Card? CardOf(object state) => state switch
    {
        Community.Registered registered => registered.Card,
        Community.Proposed proposed => proposed.Card,
        _ => null,
    };
}
