using CommunityGrains.Domain;
using CommunityGrains.EventLog;

namespace CommunityGrains.Registry.Views;

/// <summary>One kind of record in the views: its table, its own columns, and how a state fills
/// them.</summary>
internal abstract class ViewTable(IGrainKind kind, params ViewColumn[] own)
{
    /// <summary>What every kind has; see <see cref="ViewSchema"/>.</summary>
    private static readonly ViewColumn[] Common =
    [
        ViewColumn.Long("position_from"), ViewColumn.Text("region"), ViewColumn.Id("id"),
        ViewColumn.Long("version"), ViewColumn.Long("position_to"), ViewColumn.Integer("date_from"),
        ViewColumn.Integer("date_to"), ViewColumn.Long("changed_at"), ViewColumn.Long("created"),
        ViewColumn.Integer("created_on"), ViewColumn.Id("command"),
    ];

    public static readonly IReadOnlyList<ViewTable> All =
    [
        new MunicipalityTable(), new CommunityTable(), new LeaderTable(), new InitiativeTable(),
        new PersonTable(), new SuggestionTable(),
    ];

    // Rights are asked of the grains.
    private static readonly string[] WithoutView = ["account"];

    public IGrainKind Kind { get; } = kind;

    /// <summary>The table's name, which is the category of its streams.</summary>
    public string Name => Kind.Category;

    public IReadOnlyList<ViewColumn> Columns { get; } = [.. Common, .. own];

    public static ViewTable? Of(string category)
    {
        foreach (var table in All)
            if (table.Name == category) return table;
        return null;
    }

    /// <summary>Whether these streams are left out of the views on purpose.</summary>
    public static bool LeavesOut(string category) => WithoutView.Contains(category);

    /// <summary>The date from which an event changes the record.</summary>
    public virtual DateOnly EffectiveOn(object happened, DateOnly businessDate) => businessDate;

    /// <summary>What the columns hold for a state, worked out before the write.</summary>
    public abstract object Map(object state);

    /// <summary>Gives a version's values in the order of <see cref="Columns"/>.</summary>
    public void Fill(IRowValues values, RowVersion row, object mapped)
    {
        values.Long(row.PositionFrom);
        values.Text(row.Stream.Region);
        values.Id(row.Stream.Key);
        values.Long(row.Version);
        values.Long(row.PositionTo);
        values.Integer(row.DateFrom);
        values.Integer(row.DateTo);
        values.Long(HashChain.Micros(row.ChangedAt));
        values.Long(row.Created);
        values.Integer(row.CreatedOn);
        values.Id(row.Command);
        FillOwn(values, mapped, row);
    }

    /// <summary>Gives what <see cref="Map"/> worked out, and what follows from when it was.</summary>
    protected abstract void FillOwn(IRowValues values, object mapped, RowVersion row);
}
