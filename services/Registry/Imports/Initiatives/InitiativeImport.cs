using System.Collections.Concurrent;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Registry.Imports.Cells;
using CommunityGrains.Registry.Imports.Places;
using static CommunityGrains.Domain.Initiatives.InitiativeCommand;
using Keys = CommunityGrains.Registry.Imports.Columns.InitiativeColumns;

namespace CommunityGrains.Registry.Imports.Initiatives;

/// <summary>
/// Imports a list of initiatives. Each goes through the same four stages as any other: as far towards the
/// stage that the row names as what the row says allows; what is missing is reported, not made up.
/// </summary>
internal sealed class InitiativeImport(ImportRun run, MunicipalityDirectory municipalities,
    CommunityDirectory communities)
{
    private sealed record Work(
        InitiativeId Id, string Title, MunicipalityId Municipality, ValueList<CommunityId> Communities,
            string? LeaderName,
        InitiativeRow Row);

    private readonly Dictionary<InitiativeId, int> seen = [];
    private readonly ConcurrentDictionary<RowResult, Work> works = [];

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
        var own = row.Id(Keys.Id);
        var title = row.Require(Keys.Title, SimpleCells.ReadText);
        var municipality = row.Municipality(Keys.Municipality, municipalities);
        var names = row.Require(Keys.Communities, SimpleCells.ReadLines);
        var leader = row.Read(Keys.Leader, SimpleCells.ReadText);
        var read = InitiativeRow.Read(row);
        if (row.IsRefused) return;
        // Of names parted by ";" or on lines of their own. A comma may be part of a name: "Совет МКД, ул.
        // Мира, д. 1".
        var found =
            names!.Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name =>
                communities.Find(row, Keys.Communities, name, municipality!.Value, settlement: null))
                    .ToList();
        if (row.IsRefused) return;

        var id = own is { } known
            ? new InitiativeId(known)
            : ImportIds.Initiative(run.Request.Region, municipality!.Value, NameKey.Of(title!).Text);
        row.Record = id.Value;
        if (!seen.TryAdd(id, row.Row.Number)) row.Refuse("row.same-record", null, $"{seen[id]}");
        else works[row] =
            new Work(id, title!, municipality!.Value, [.. found.Select(community => community!.Id)], leader,
                read);
    }

    private async ValueTask ImportAsync(RowResult row, CancellationToken cancel)
    {
        if (!works.TryRemove(row, out var work)) return;
        var stream = run.Stream(GrainKinds.Initiative.Category, work.Id.Value);
        var state = await run.StateAsync(stream, cancel);
        if (state.Version == 0 && run.Columns.Cell(row.Row, Keys.Id).Length > 0)
        {
            row.Refuse("record.unknown-id", Keys.Id);
            return;
        }

        var dialogue = new InitiativeDialogue(run, row, stream, (Initiative)state.State, state.Version);
        if (dialogue.WasUnknown)
        {
            var leader = await LeaderAsync(row, work, cancel);
            var propose = new Propose(
                run.Asked(run.NotAfterToday(work.Row.ProposedOn)), work.Title, work.Municipality,
                    work.Communities, leader,
                run.Request.Source);
            if (!await dialogue.AskAsync(Keys.Title, asked =>
                propose with { Asked = asked }, propose.Asked.On, cancel)) return;
        }

        await GoThroughStagesAsync(row, dialogue, work, cancel);
        row.Outcome = !dialogue.HasChanged ? RowOutcome.Unchanged : dialogue.WasUnknown ? RowOutcome.New
            : RowOutcome.Changed;
    }

    private async ValueTask<LeaderId?> LeaderAsync(RowResult row, Work work, CancellationToken cancel)
    {
        if (work.LeaderName is null) return null;
        foreach (var community in work.Communities)
        {
            var leader =
                ImportIds.Leader(run.Request.Region, community, ImportIds.PersonKey(work.LeaderName));
            var known = await run.StateAsync(run.Stream(GrainKinds.Leader.Category, leader.Value), cancel);
            if (known.Version > 0) return leader;
        }

        row.Warn("leader.unknown-name", Keys.Leader);
        return null;
    }

    private async ValueTask GoThroughStagesAsync(
        RowResult row, InitiativeDialogue dialogue, Work work, CancellationToken cancel)
    {
        var said = work.Row;
        var reached = said.Reached;
        if (dialogue.State is not Initiative.UnderWay { Stage: Stage.Evaluation } and not Initiative.Finished)
            await DescribeAsync(dialogue, said, cancel);
        if (!await EnterAsync(row, dialogue, Stage.Design, reached, cancel)
            || !await EnterAsync(row, dialogue, Stage.Implementation, reached, cancel)) return;
        if (said.Work is { } done && reached.Stage >= Stage.Implementation)
        {
            var on = run.NotAfterToday(said.WorkedOn);
            var entry = ImportIds.Entry(work.Id, "work", done, $"{said.WorkedOn:yyyy-MM-dd}");
            if (!IsOnRecord(dialogue, entry))
                await dialogue.AskAsync(Keys.Work, asked =>
                    new RecordWork(asked, entry, done, on, said.WorkEvidence), null, cancel);
        }

        if (!await EnterAsync(row, dialogue, Stage.Evaluation, reached, cancel)
            || reached.Stage < Stage.Evaluation) return;
        if (said.Result is { } result)
        {
            var entry =
                ImportIds.Entry(work.Id, "outcome", result, $"{said.GoalReached}", $"{said.Beneficiaries}");
            if (!IsOnRecord(dialogue, entry))
                await dialogue.AskAsync(Keys.Result, asked => new RecordOutcome(
                    asked, entry, result, said.GoalReached, said.Beneficiaries, said.Evidence ?? ""), null,
                        cancel);
        }

        if (said.AfterEffects is { } effects)
            await dialogue.AskAsync(Keys.AfterEffects, asked =>
                new NoteAfterEffects(asked, effects), null, cancel);
        if (reached.Finished && dialogue.State is not Initiative.Finished)
            await FinishAsync(row, dialogue, cancel);
    }

    private static async ValueTask DescribeAsync(InitiativeDialogue dialogue, InitiativeRow said,
        CancellationToken cancel)
    {
        if (said.Problem is not null || said.Concerned is not null)
        {
            var before = dialogue.State.DossierOrNone();
            await dialogue.AskAsync(Keys.Problem, asked => new StateProblem(
                asked, said.Problem ?? before?.Problem ?? "", said.Concerned ?? before?.Concerned ?? ""),
                    null, cancel);
        }

        if (said.Goal is { } goal) await dialogue.AskAsync(Keys.Goal, asked =>
            new SetGoal(asked, goal), null, cancel);
        if (said.Plan is { } plan) await dialogue.AskAsync(Keys.Plan, asked =>
            new MakePlan(asked, plan), null, cancel);
        if (said.People is { } people) await dialogue.AskAsync(Keys.People, asked =>
            new DescribeTeam(asked, people), null, cancel);
        if (said.Budget is { } budget) await dialogue.AskAsync(Keys.Budget, asked =>
            new SetBudget(asked, budget), null, cancel);
    }

    // True when the stage is reached (or the row does not want it reached), false when something is missing.
    private static async ValueTask<bool> EnterAsync(
        RowResult row, InitiativeDialogue dialogue, Stage stage, StageReached wanted,
            CancellationToken cancel)
    {
        if (stage > wanted.Stage || dialogue.State is Initiative.Finished) return true;
        if (dialogue.State is Initiative.UnderWay { Stage: var current } && current >= stage) return true;
        if (dialogue.State is Initiative.UnderWay underWay
            && StageRequirements.Missing(underWay.Dossier, stage) is { Count: > 0 } missing)
        {
            row.Warn("initiative.stage-not-reached", Keys.Stage, KebabCase.Of(stage),
                string.Join(", ", missing.Select(KebabCase.Of)));
            return false;
        }

        return await dialogue.AskAsync(Keys.Stage, asked => new EnterStage(asked, stage), null, cancel);
    }

    private static async ValueTask FinishAsync(RowResult row, InitiativeDialogue dialogue,
        CancellationToken cancel)
    {
        if (dialogue.State is Initiative.UnderWay underWay
            && StageRequirements.Missing(underWay.Dossier, null) is { Count: > 0 } missing)
            row.Warn("initiative.stage-not-reached", Keys.Stage, "finished",
                string.Join(", ", missing.Select(KebabCase.Of)));
        else
            await dialogue.AskAsync(Keys.Stage, asked => new Finish(asked), null, cancel);
    }

    // An entry that was struck stays struck, however often the list repeats it.
    private static bool IsOnRecord(InitiativeDialogue dialogue, EntryId entry) =>
        dialogue.State.DossierOrNone()?.Entries.Any(known => known.Id == entry) ?? false;
}
