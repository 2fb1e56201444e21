namespace CommunityGrains.Registry.Views;

/// <summary>What a column holds; each database has its own type for it.</summary>
internal enum ColumnKind
{
    /// <summary>A whole number of 32 bits.</summary>
    Integer,

    /// <summary>A whole number of 64 bits.</summary>
    Long,

    /// <summary>A text that sorts by its code points.</summary>
    Text,

    Id,
}

/// <summary>A column of a view's table.</summary>
internal sealed record ViewColumn(string Name, ColumnKind Kind, bool IsOptional)
{
    public static ViewColumn Integer(string name) => new(name, ColumnKind.Integer, false);

    public static ViewColumn Long(string name) => new(name, ColumnKind.Long, false);

    public static ViewColumn Text(string name) => new(name, ColumnKind.Text, false);

    public static ViewColumn Id(string name) => new(name, ColumnKind.Id, false);

    /// <summary>The same, and it may be empty.</summary>
    public ViewColumn Optional => this with { IsOptional = true };
}

/// <summary>Takes a row's values one after another, in the order of the table's columns: as parameters of a
/// statement, into arrays, as bytes to be copied.</summary>
internal interface IRowValues
{
    void Integer(int? number);

    void Long(long? number);

    void Text(string? text);

    void Id(Guid? id);
}
