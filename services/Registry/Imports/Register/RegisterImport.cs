using System.Collections.Concurrent;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Imports.Columns;
using CommunityGrains.Registry.Imports.Places;

namespace CommunityGrains.Registry.Imports.Register;

/// <summary>
/// Imports a register of communities. The file is read twice: first to recognise which community each row is
/// about, then to bring the rows to their grains; so memory holds a small key per row, never the file.
/// </summary>
internal sealed class RegisterImport(ImportRun run, MunicipalityDirectory directory)
{
    private sealed record Work(RegisterRow Row, RowTarget Target,
        IReadOnlyList<(Candidate Candidate, Likeness Likeness)> Alike)
    {
        public TaskCompletionSource Entered { get; init; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    // Filled while the rows are enumerated, emptied as they are imported: never more than are in flight.
    private readonly ConcurrentDictionary<RowResult, Work> works = [];
    private readonly DuplicateFinder duplicates = new();
    private readonly Dictionary<CommunityId, int> ordinalOf = [];
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
        foreach (var (at, community) in existing.Index())
        {
            ordinalOf[community.Id] = at;
            if (community.IsOver) continue;
            duplicates.Add(new Candidate(
                community.Id, community.Entry.Name, PlacedName.Of(community.Entry),
                rowOf.TryGetValue(community.Id, out var row) ? row : null, Ordinal: at, Task.CompletedTask));
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
        if (target.IsUnknownId) result.Refuse("record.unknown-id", RegisterColumns.Id);
        else if (target.SameAs is { } other && !target.Repeats) result.Refuse(
            "row.same-record", null, $"{other}");
        else if (target.SameAs is { } repeated) result.Warn("row.repeats", null, $"{repeated}");
        else
        {
            var work = new Work(row, target, Alike(row, target));
            if (target.Existing is null)
            {
                duplicates.Add(new Candidate(
                    target.Id, row.Name, PlacedName.Of(row.Entry()), result.Row.Number, Ordinal: null,
                    result.IsRefused ? Task.CompletedTask : work.Entered.Task));
            }

            works[result] = work;
        }
    }

    // A new community is compared with all that were there before it, in the register or in the file. One on
    // record is compared again with those on record before it, because a run that was killed may have entered
    // it and not come to say what it resembles.
    private IReadOnlyList<(Candidate, Likeness)> Alike(RegisterRow row, RowTarget target)
    {
        if (target.Existing is { IsOver: true }) return [];
        var placed = PlacedName.Of(row.Entry());
        if (target.Existing is not null)
        {
            var own = ordinalOf[target.Id];
            return duplicates.Find(placed, candidate => candidate.Ordinal < own);
        }

        return duplicates.Find(placed, candidate => candidate.Id != target.Id);
    }

    private async ValueTask ImportAsync(RowResult result, CancellationToken cancel)
    {
        if (!works.TryRemove(result, out var work)) return;
        Answer? answer;
        try
        {
            // Rows are entered side by side, but those that look alike one after the other: when they are
            // sent again, the older record is the one that stood first, and each is compared with the same.
            foreach (var (candidate, _) in work.Alike) await candidate.Entered.WaitAsync(cancel);
            answer = await EnterAsync(result, work, cancel);
        }
        finally
        {
            work.Entered.TrySetResult();
        }

        if (answer is { } entered) await SuggestAsync(result, work, entered, cancel);
    }

    private async ValueTask<Answer?> EnterAsync(RowResult result, Work work, CancellationToken cancel)
    {
        var (row, target) = (work.Row, work.Target);
        var stream = run.Stream(GrainKinds.Community.Category, target.Id.Value);
        var isNew = target.Existing is null;
        var (statesHead, head) = await HeadAsync(result, row, target.Id, stream, cancel);
        var command = new CommunityCommand.StateByRegister(
            run.Asked(isNew ? run.NotAfterToday(row.Entered) : null),
            isNew ? [.. row.Cells, .. row.ForNew] : row.Cells, statesHead, head, run.Request.Source);
        if (await run.AskAsync(result, stream, command, cancel, isNew) is not { } answer) return null;
        result.Outcome = answer.Outcome;
        return answer;
    }

    private async ValueTask SuggestAsync(
        RowResult result, Work work, Answer answer, CancellationToken cancel)
    {
        var target = work.Target;
        var stream = run.Stream(GrainKinds.Community.Category, target.Id.Value);
        var room = answer.WasUnknown ? DuplicateFinder.FoundMax
            : DuplicateFinder.FoundMax - Judged(await run.StateAsync(stream, cancel));
        foreach (var (candidate, likeness) in work.Alike.Take(DuplicateFinder.FoundMax))
        {
            if (room <= 0) break;
            if (await SuggestAsync(result, target, stream, candidate, likeness, answer.WasUnknown, cancel))
                room--;
        }
    }

    // What the row says of the head, and whether it says anything. A phone without a name is nobody's, unless
    // the file has no names at all and the register has named the head before.
    private async ValueTask<(bool States, Contact? Head)> HeadAsync(
        RowResult result, RegisterRow row, CommunityId id, StreamId stream, CancellationToken cancel)
    {
        if (row.HeadName is not null) return (true, await NamedAsync(row, row.HeadName, id, stream, cancel));
        var before = !row.StatesHead && StatesContact ? await StatedAsync(stream, cancel) : null;
        if (before is not null) return (true, WithStatedContact(before, row));
        if (row.HeadEmail is not null || row.HeadPhone is not null)
            result.Warn("head.contact-without-name", row.HeadPhone is not null ? RegisterColumns.HeadPhone
                : RegisterColumns.HeadEmail);
        return (row.StatesHead, null);
    }

    private async ValueTask<Contact> NamedAsync(
        RegisterRow row, string name, CommunityId id, StreamId stream, CancellationToken cancel)
    {
        var key = ImportIds.PersonKey(name);
        var head = new Contact(
            ImportIds.Person(run.Request.Region, id, key), new PersonName(name), EmailOf(row), PhoneOf(row));
        if (run.Columns.Has(RegisterColumns.HeadEmail) && run.Columns.Has(RegisterColumns.HeadPhone))
            return head;
        var before = await StatedAsync(stream, cancel);
        return before is null || ImportIds.PersonKey(before.Name.Value) != key ? head
            : WithStatedContact(before, row) with { Person = head.Person, Name = head.Name };
    }

    private bool StatesContact =>
        run.Columns.Has(RegisterColumns.HeadEmail) || run.Columns.Has(RegisterColumns.HeadPhone);

    private async ValueTask<Contact?> StatedAsync(StreamId stream, CancellationToken cancel) =>
        CardOf((await run.StateAsync(stream, cancel)).State)?.HeadAsStated;

    // A file without a column of phones says nothing of phones, so what it last said stays.
    private Contact WithStatedContact(Contact before, RegisterRow row) => before with
    {
        Email = run.Columns.Has(RegisterColumns.HeadEmail) ? EmailOf(row) : before.Email,
        Phone = run.Columns.Has(RegisterColumns.HeadPhone) ? PhoneOf(row) : before.Phone,
    };

    private static EmailAddress? EmailOf(RegisterRow row) =>
        row.HeadEmail is null ? null : new EmailAddress(row.HeadEmail);

    private static PhoneNumber? PhoneOf(RegisterRow row) =>
        row.HeadPhone is null ? null : new PhoneNumber(row.HeadPhone);

    // False when nothing was left to say.
    private async ValueTask<bool> SuggestAsync(
        RowResult result, RowTarget target, StreamId stream, Candidate other, Likeness likeness, bool isNew,
        CancellationToken cancel)
    {
        if (!isNew && await IsJudgedAsync(target.Id, result.Row.Number, other, stream, cancel)) return false;
        if (!run.Request.DryRun)
        {
            var suggestion = new CommunityCommand.SuggestDuplicate(
                run.Asked(), target.Id, other.Id, likeness.Percent, string.Join(", ", likeness.Grounds));
            if (await run.AskAsync(stream, suggestion,
                cancel) is not Engine.Reply.Accepted { EventCount: > 0 }) return false;
        }

        result.Resembles(new PossibleDuplicate(other.Id, other.Name, other.Row, likeness.Percent));
        return true;
    }

    // Rows of one file are entered side by side, so that a later one may be the older record: if it has all
    // the suggestions it may have, it was compared with this one and resembled others more.
    private async ValueTask<bool> IsJudgedAsync(
        CommunityId self, int row, Candidate other, StreamId stream, CancellationToken cancel)
    {
        if (Knows(await run.StateAsync(stream, cancel), other.Id)) return true;
        var state = await run.StateAsync(run.Stream(GrainKinds.Community.Category, other.Id.Value), cancel);
        return Knows(state, self) || (other.Row > row && Judged(state) >= DuplicateFinder.FoundMax);
    }

    // What is over neither suggests nor is suggested any more.
    private static bool Knows(Engine.GrainState state, CommunityId other) =>
        state.State is not (Community.Registered or Community.Proposed) || CardOf(state.State) is not { } card
        || card.Suspected.Contains(other) || card.Dismissed.Contains(other) || card.Absorbed.Contains(other);

    private static int Judged(Engine.GrainState state) =>
        CardOf(state.State) is { } card ? card.Suspected.Count + card.Dismissed.Count : 0;

    private static Card? CardOf(object state) => (state as Community)?.CardOrNone();
}
