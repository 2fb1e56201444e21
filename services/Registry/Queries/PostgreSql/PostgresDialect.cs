using System.Data.Common;
using CommunityGrains.Registry.Queries.Answering;

namespace CommunityGrains.Registry.Queries.PostgreSql;

/// <summary>Ids are uuid; arrays travel as arrays; words have forms, which the Russian dictionary
/// knows.</summary>
/// <param name="costly">What takes more microseconds to be found is remembered.</param>
internal sealed class PostgresDialect(double costly) : Dialect
{
    public override CommonWords Remembered { get; } = new();

    // Not like: what is nowhere estimated leaves the walk along the order asked for as the plan.
    public override string Contains(string text, string parameter) => $"strpos({text}, @{parameter}) > 0";

    public override string In(string column, string parameter, bool areIds = false) =>
        $"{column} = any(@{parameter})";

    public override string Stem(string word) => $"(ts_lexize('russian_stem', @{word}))[1]";

    // The first condition spares almost every row the second, which takes a text apart.
    public override string HasForm(string text, string stem, string word) => $"""
        (strpos({text}, @{stem}) > 0
         and to_tsvector('russian', {text}) @@ plainto_tsquery('russian', @{word}))
        """;

    public override object Value(object value) => value;

    public override Guid Guid(DbDataReader row, int column) => row.GetGuid(column);

    public override TextIndex Texts(Moment moment, CommunityFilter filter, CommunityOrder order) =>
        new PostgresTextIndex(moment, filter, order, costly);
}
