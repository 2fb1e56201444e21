using System.Text.Json;

namespace CommunityGrains.EndToEnd;

/// <summary>Residents who write without an account. Half of what they told is declined: nobody reads it any
/// more.</summary>
internal static class Residents
{
    private const int Count = 6, Declined = 3;

    // Not of those who are erased as people.
    private const int First = 900;

    private static IEnumerable<CanaryDatum> Told =>
        Canaries.Data.Where(datum => datum.InSuggestion is not null);

    public static async Task TellAndBeForgottenAsync(CanaryProgram program)
    {
        var communities = Items(await program.GetAsync($"/api/v1/communities?limit={Count}"));
        for (var i = 0; i < Count; i++)
        {
            var fields = Told.ToDictionary(datum => datum.InSuggestion!, datum => datum.Written(First + i));
            fields["field"] = "address";
            await program.SendFormAsync($"/communities/{communities[i]}/correction", fields);
        }

        var list = await program.GetAsync("/api/v1/suggestions?limit=200");
        foreach (var datum in Told)
        {
            for (var i = 0; i < Count; i++) list.ShouldContain(datum.Shown(First + i));
            Canaries.FoundIn(list, "list").Select(found => found.Split(": ")[1]).ShouldContain(
                mark => datum.Marks.Contains(mark), "the search finds what is there");
        }

        // The oldest first.
        foreach (var suggestion in Items(list)[..Declined])
            await program.PostAsync($"/api/v1/suggestions/{suggestion}/refusal", """{"reason": "не так"}""");
        await program.SeeAllAsync();
        await RequireForgottenAsync(program);
    }

    public static async Task RequireForgottenAsync(CanaryProgram program)
    {
        var (open, declined) = (
            await program.GetAsync("/api/v1/suggestions?limit=200"),
            await program.GetAsync("/api/v1/suggestions?limit=200&status=declined"));
        (Items(open).Count, Items(declined).Count).ShouldBe((Count - Declined, Declined));
        foreach (var datum in Told)
        {
            for (var i = 0; i < Count; i++)
            {
                var told = datum.Shown(First + i);
                open.Contains(told, StringComparison.Ordinal).ShouldBe(i >= Declined, $"open {i}");
                declined.ShouldNotContain(told);
            }
        }
    }

    private static List<string> Items(string page) =>
        [.. JsonDocument.Parse(page).RootElement.GetProperty("items").EnumerateArray()
            .Select(row => row.GetProperty("id").GetString()!)];
}
