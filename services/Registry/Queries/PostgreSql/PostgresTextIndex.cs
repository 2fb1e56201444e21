using CommunityGrains.Registry.Queries.Answering;

namespace CommunityGrains.Registry.Queries.PostgreSql;

/// <summary>
/// The index of trigrams, which finds parts of words in texts and names. Whether to ask it or to walk along
/// the order is decided by a look at some rows: how many of them match, and how far along the order the
/// first one lies. Nothing typed becomes a part of a pattern's own language: words are letters and digits.
/// </summary>
internal sealed class PostgresTextIndex(
    Moment moment, CommunityFilter filter, CommunityOrder order, double costly) : TextIndex
{
    private const int SampledPages = 40;
    private const int PageBytes = 8_192;
    private const int PageRows = 50;

    // Microseconds for a row, as measured on a machine of 2 cores: fetched by the index and sorted; met while
    // walking, where the index of names has all that is asked; and where the row itself must be read.
    private const double Fetched = 2;
    private const double WalkedByName = 0.4;
    private const double WalkedByText = 1.5;

    // A word whose rows lie evenly along the order is met soon; how soon the sample is too coarse to say.
    private const double EvenSpread = 5;

    private Sample? sample;

    /// <summary>Of so many <c>Rows</c> looked at, those that matched, and the first of them along the
    /// order; and the same for matching names. <c>All</c>: rows that there are in about.</summary>
    private sealed record Sample(
        double All, double Rows, double Hits, double First, double NameHits, double NameFirst)
    {
        public double Fetch(double hits) => Rows == 0 ? 0 : Fetched * hits / Rows * All;

        public double Walk(double hits, double first, double perRow)
        {
            if (hits == 0) return perRow * All;
            var even = Rows / hits;
            return perRow * (first <= EvenSpread * even ? even * PageRows : first / Rows * All);
        }
    }

    public override async ValueTask<Candidates?> FindAsync()
    {
        if (!moment.IsNow || filter.Words.Count == 0) return null;
        var seen = sample ??= await LookAsync();
        return seen.Fetch(seen.Hits) <= Walk(seen) ? Among(filter.Words.Select(Indexed)) : null;
    }

    public override async ValueTask<bool> IsCostlyAsync()
    {
        var seen = sample ??= await LookAsync();
        return Math.Min(seen.Fetch(seen.Hits), Walk(seen)) > costly;
    }

    public override async ValueTask<Candidates?> FindInNameAsync()
    {
        if (!moment.IsNow) return null;
        var seen = sample ??= await LookAsync();
        return seen.Fetch(seen.NameHits) <= seen.Walk(seen.NameHits, seen.NameFirst, WalkedByName)
            ? Among(filter.Words.Select(word => Like("c.search_name", word, word.Pattern)))
            : null;
    }

    private double Walk(Sample seen) => order == CommunityOrder.Name && seen.NameHits > 0
        ? seen.Walk(seen.NameHits, seen.NameFirst, WalkedByName)
        : seen.Walk(seen.Hits, seen.First, WalkedByText);

    /// <summary>Whatever is read from it is read from what these conditions find, not along an
    /// order.</summary>
    private Candidates Among(IEnumerable<string> conditions) => new($"""
        (select * from community c where c.region = @region and {moment.Holds("c")}
           and {string.Join(" and ", conditions)} offset 0) c
        """);

    /// <summary>The word's condition as the index knows it.</summary>
    private string Indexed(SearchWord word)
    {
        var found = Like("c.search_text", word, word.Pattern);
        if (word.Stem is { } stem) found += $" or {Like("c.search_text", word, $" {stem}", "form")}";
        if (word.NamesMunicipality)
            found += $" or {moment.Dialect.In("c.municipality", $"named{word.Number}")}";
        return $"({found})";
    }

    private string Like(string text, SearchWord word, string pattern, string what = "part")
    {
        filter.Values[$"{what}{word.Number}"] = $"%{pattern}%";
        return $"{text} like @{what}{word.Number}";
    }

    private async ValueTask<Sample> LookAsync()
    {
        var key = order switch
        {
            CommunityOrder.LastSign => "c.last_sign_on desc",
            CommunityOrder.Changed => "c.position_from desc",
            _ => "c.sort_key",
        };
        return (await moment.FirstAsync($"""
            with whole as (
              select greatest(1, pg_relation_size('community') / {PageBytes})::float8 as pages),
            looked as (
              select row_number() over (order by {key}) as place,
                {string.Join(" and ", filter.TextConditions)} as hit, {filter.InName} as name_hit
              from community c
                tablesample system ((select least(100, 100 * {SampledPages} / pages) from whole)::float4)
              where c.region = @region and {moment.Holds("c")})
            select (select greatest(1, pages / {SampledPages}) from whole) * count(*), count(*)::float8,
              (count(*) filter (where hit))::float8, coalesce(min(place) filter (where hit), 0)::float8,
              (count(*) filter (where name_hit))::float8,
              coalesce(min(place) filter (where name_hit), 0)::float8
            from looked
            """, filter.Values, row => new Sample(
                row.Double(0), row.Double(1), row.Double(2), row.Double(3), row.Double(4), row.Double(5))))!;
    }
}
