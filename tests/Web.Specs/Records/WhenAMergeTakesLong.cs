using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Host;
using CommunityGrains.Web.Specs.Accounts;
using CommunityGrains.Web.Specs.People;

namespace CommunityGrains.Web.Specs.Records;

/// <summary>The second step of a merge is asked for by a process. While nobody follows the log, it does not
/// come.</summary>
public sealed class WhenAMergeTakesLong : IAsyncLifetime
{
    private readonly WholeSite site = new();

    public ValueTask InitializeAsync() => site.InitializeAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task The_page_says_that_it_still_runs_and_in_the_end_it_is_done()
    {
        var place = await site.GivenAMunicipality();
        var one = await site.GivenACommunity(place, "ТОС «Долгий пруд»");
        var other = await site.GivenACommunity(place, "ТОС Долгий Пруд");
        await site.StartAgainAsync(Roles.Api | Roles.Web, new HurriedClock());
        using (var browser = await site.GivenABrowser(Role.Manager))
        {
            var (_, _, location) = await browser.FillInAsync(
                $"/communities/{one}/merge?with={other}", $"/communities/{one}/merge",
                ("with", $"{other}"), ("survivor", $"{one}"), ("reason", "один пруд"));
            location.ShouldNotBeNull().ShouldBe($"/communities/{one}?done=merging");
            (await browser.OpenAsync(location)).Html.Seen().ShouldContain("Объединение ещё идёт");
            (await browser.OpenAsync("/en" + location)).Html.Seen().ShouldContain("The merge still runs");
        }

        (await site.CommunityOf(one)).CardOrNone()!.Absorbed.ShouldBe([other]);
        (await site.CommunityOf(other)).ShouldBeOfType<Community.Registered>();
        await site.StartAgainAsync(Roles.Api | Roles.Web | Roles.Registry);
        using var later = await site.GivenABrowser(Role.Manager);
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await site.CommunityOf(other) is not Community.Merged)
            await often.WaitForNextTickAsync(soon.Token);
        while (!(await later.OpenAsync($"/communities/{other}")).Html.Seen()
            .Contains("Эта запись объединена с другой", StringComparison.Ordinal))
            await often.WaitForNextTickAsync(soon.Token);
    }

    /// <summary>What is waited for seconds is waited for a fraction of one; the time of day is
    /// usual.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        private const int Times = 40;

        public override long GetTimestamp() => base.GetTimestamp() * Times;

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

        private static TimeSpan Shorter(TimeSpan span) =>
            span == Timeout.InfiniteTimeSpan ? span : span / Times;
    }
}
