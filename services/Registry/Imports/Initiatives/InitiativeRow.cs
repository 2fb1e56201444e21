using System.Globalization;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Registry.Imports.Cells;
using Keys = CommunityGrains.Registry.Imports.Columns.InitiativeColumns;

namespace CommunityGrains.Registry.Imports.Initiatives;

/// <summary>How far a row says that an initiative is: a stage, or finished.</summary>
internal sealed record StageReached(Stage Stage, bool Finished);

/// <summary>What a row says of an initiative; null where it says nothing, which changes nothing.</summary>
internal sealed record InitiativeRow(
    string? Problem, string? Concerned, string? Goal, ValueList<PlanStep>? Plan, string? People,
        Money? Budget,
    string? Work, DateOnly? WorkedOn, string? WorkEvidence, string? Result, bool GoalReached,
        int Beneficiaries,
    string? Evidence, string? AfterEffects, StageReached Reached, DateOnly? ProposedOn)
{
    private static readonly Dictionary<string, StageReached> Stages = new()
    {
        ["анализ"] = new(Stage.Analysis, false), ["analysis"] = new(Stage.Analysis, false),
        ["проектирование"] = new(Stage.Design, false), ["проект"] = new(Stage.Design, false),
        ["design"] = new(Stage.Design, false),
        ["реализация"] = new(Stage.Implementation, false), ["implementation"] =
            new(Stage.Implementation, false),
        ["оценка"] = new(Stage.Evaluation, false), ["evaluation"] = new(Stage.Evaluation, false),
        ["завершена"] = new(Stage.Evaluation, true), ["завершено"] = new(Stage.Evaluation, true),
        ["finished"] = new(Stage.Evaluation, true),
    };

    public static InitiativeRow Read(RowResult row) => new(
        row.Read(Keys.Problem, SimpleCells.ReadLines),
        row.Read(Keys.Concerned, SimpleCells.ReadLines),
        row.Read(Keys.Goal, SimpleCells.ReadLines),
        PlanOf(row.Read(Keys.Plan, SimpleCells.ReadLines)),
        row.Read(Keys.People, SimpleCells.ReadLines),
        row.Read(Keys.Budget, SimpleCells.ReadDecimal) is { } budget
            ? Money.Rubles(decimal.Parse(budget, CultureInfo.InvariantCulture)) : null,
        row.Read(Keys.Work, SimpleCells.ReadLines), Date(row, Keys.WorkDate),
        row.Read(Keys.WorkEvidence, SimpleCells.ReadText),
        row.Read(Keys.Result, SimpleCells.ReadLines),
        row.Read(Keys.GoalReached, SimpleCells.ReadYesNo) == "true",
        row.Read(Keys.Beneficiaries, SimpleCells.ReadCount) is { } count
            ? int.Parse(count, CultureInfo.InvariantCulture) : 0,
        row.Read(Keys.Evidence, SimpleCells.ReadText),
        row.Read(Keys.AfterEffects, SimpleCells.ReadLines),
        StageOf(row), Date(row, Keys.ProposedOn));

    private static DateOnly? Date(RowResult row, string key) =>
        row.Read(key, DateCell.Read) is { } text ? DateCell.Parse(text) : null;

    private static StageReached StageOf(RowResult row)
    {
        var text = row.Read(Keys.Stage, SimpleCells.ReadText)?.ToLowerInvariant();
        if (text is null) return new StageReached(Stage.Analysis, false);
        if (Stages.TryGetValue(text, out var reached)) return reached;
        row.Refuse("cell.not-a-stage", Keys.Stage);
        return new StageReached(Stage.Analysis, false);
    }

    // Steps stand on lines of their own or are parted by ";"; "(до 01.06.2020)" at the end is when one is
    // due.
    private static ValueList<PlanStep>? PlanOf(string? text)
    {
        if (text is null) return null;
        return [.. text.Split(['\n', ';'],
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(step =>
        {
            var open = step.LastIndexOf("(до ", StringComparison.OrdinalIgnoreCase);
            return open > 0 && step.EndsWith(')') && DateCell.Parse(step[(open + 4)..^1]) is { } due
                ? new PlanStep(step[..open].Trim(), due)
                : new PlanStep(step, null);
        })];
    }
}
