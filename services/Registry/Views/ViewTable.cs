using CommunityGrains.Domain;
using CommunityGrains.Sqlite;

namespace CommunityGrains.Registry.Views;

/// <summary>One kind of record in the views: its table, its own columns, and how a state fills
/// them.</summary>
internal abstract class ViewTable(IGrainKind kind, string columns)
{
    public static readonly IReadOnlyList<ViewTable> All =
        [new MunicipalityTable(), new CommunityTable(), new LeaderTable(), new InitiativeTable()];

    public IGrainKind Kind { get; } = kind;

    /// <summary>The table's name, which is the category of its streams.</summary>
    public string Name => Kind.Category;

    /// <summary>The columns of this kind alone, as declared.</summary>
    public string Declaration { get; } = columns;

    public IReadOnlyList<string> Columns { get; } =
        [.. columns.Split(',').Select(column => column.Trim().Split(' ')[0])];

    /// <summary>The date from which an event changes the record.</summary>
    public virtual DateOnly EffectiveOn(object happened, DateOnly businessDate) => businessDate;

    /// <summary>What the columns hold for a state, worked out before the write.</summary>
    public abstract object Map(object state);

    /// <summary>Binds what <see cref="Map"/> worked out, from a parameter on.</summary>
    public abstract void Bind(Statement insert, int parameter, object mapped);

    public static ViewTable? Of(string category) => All.FirstOrDefault(table => table.Name == category);
}

internal static class Binding
{
    public static void BindOrNull(this Statement statement, int parameter, string? text)
    {
        if (text is null) statement.BindNull(parameter);
        else statement.Bind(parameter, text);
    }

    public static void BindOrNull(this Statement statement, int parameter, Guid? id)
    {
        if (id is null) statement.BindNull(parameter);
        else statement.Bind(parameter, id.Value);
    }

    public static void BindOrNull(this Statement statement, int parameter, long? number)
    {
        if (number is null) statement.BindNull(parameter);
        else statement.Bind(parameter, number.Value);
    }
}
