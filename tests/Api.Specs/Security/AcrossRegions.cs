using CommunityGrains.Access;
using CommunityGrains.Access.People;
using CommunityGrains.Access.Rights;
using CommunityGrains.Api.Specs.Fixture;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Api.Specs.Security;

/// <summary>Several regions in one store: whoever asks in one learns and changes nothing of
/// another.</summary>
public sealed class AcrossRegions(RunningProgram program) : HttpSpecification(program)
{
    private const int Requests = 100_000, RequestsByHttp = 1_000, Askers = 4;

    private const int RegionCount = 3, MunicipalitiesOfEach = 3, CommunitiesOfEach = 4;

    private static readonly Role[] Roles = [.. Enum.GetValues<Role>().Where(role => role != Role.Visitor)];

    // Every name begins with its region's mark, so that any text that leaks gives itself away.
    private sealed record Tenant(
        string Region, string Mark, List<MunicipalityId> Municipalities, List<CommunityId> Communities,
        List<LeaderId> Leaders, List<InitiativeId> Initiatives)
    {
        public IEnumerable<(string Category, Guid Key)> Records =>
            Municipalities.Select(id => ("municipality", id.Value))
                .Concat(Communities.Select(id => ("community", id.Value)))
                .Concat(Leaders.Select(id => ("leader", id.Value)))
                .Concat(Initiatives.Select(id => ("initiative", id.Value)));
    }

    private IGrains Grains => Program.App.Services.GetRequiredService<IGrains>();

    private Places Places => Program.App.Services.GetRequiredService<Places>();

    /// <summary>As it answers whoever sees everybody's data; nobody's account, so that nothing is noted: a
    /// note for each of so many answers takes most of the time.</summary>
    private RevealingRegistry Registry => new(
        Program.App.Services.GetRequiredService<Host.Serving.Deployment>().Registry,
        Program.App.Services.GetRequiredService<PeopleServices>() with { Rights = new SeesEverybody() },
        new Reader(Viewer.Visitor, ReadingPurpose.Work, Language.English));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_thousand_requests_across_regions_leak_nothing()
    {
        var tenants = await GivenTenantsAsync();
        // Askers do not wait for each other; each has dice of his own, so that the same is asked every time.
        var asked = await Task.WhenAll(Enumerable.Range(0, Askers).Select(number => Task.Run(
            () => AskAsync(tenants, new Random(20261122 + number), Requests / Askers), Cancel)));
        asked.SelectMany(one => one.Leaks).ShouldBeEmpty();
        asked.Sum(one => one.Granted).ShouldBeGreaterThan(
            Requests / 100, "a wall that keeps everybody out shows nothing");
    }

    [Fact]
    public async Task Nor_do_they_by_http()
    {
        var tenants = await GivenTenantsAsync();
        var (random, answered) = (new Random(7), 0);
        for (var number = 0; number < RequestsByHttp; number++)
        {
            var (his, asked) = (Pick(random, tenants), Pick(random, tenants));
            var of = Pick(random, [.. tenants.Where(tenant => tenant != asked)]);
            var address = AddressOf(random, of);
            await Send(
                address.Contains("life-signs", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Get,
                address, address.Contains("life-signs", StringComparison.Ordinal)
                    ? JsonBody("""{"what": "субботник", "seenOn": "2024-03-01"}""")
                    : null,
                ("X-Viewer", $"{KebabCase.Of(Pick(random, Roles))} {his.Region} region"),
                ("X-Region", asked.Region));
            Text.ShouldNotContain(of.Mark, Case.Sensitive, Explain());
            if ((int)Answer.StatusCode == 200) answered++;
            else ((int)Answer.StatusCode).ShouldBeOneOf(404);
        }

        answered.ShouldBeGreaterThan(RequestsByHttp / 20, "lists of one's own region are answered");
    }

    private async Task<(List<string> Leaks, int Granted)> AskAsync(
        List<Tenant> tenants, Random random, int count)
    {
        var (leaks, granted) = (new List<string>(), 0);
        for (var number = 0; number < count; number++)
        {
            // He is of one region, asks in another (sometimes his own), for a record of any.
            var (his, asked, of) = (Pick(random, tenants), Pick(random, tenants), Pick(random, tenants));
            var viewer = ViewerOf(random, his);
            var record = Pick(random, [.. of.Records]);
            if (number % 2 == 0)
            {
                leaks.AddRange(await LeaksOfReadingAsync(random, asked, of, record));
                continue;
            }

            var (verdict, rightful) = await WriteAsync(random, viewer, asked, of, record);
            if (verdict == Verdict.Granted) granted++;
            if (verdict == Verdict.Granted && !rightful)
                leaks.Add($"{viewer.Grants[0]} may write {record} of {of.Region} in {asked.Region}");
        }

        return (leaks, granted);
    }

    private static string AddressOf(Random random, Tenant of)
    {
        var (community, leader) = (Pick(random, of.Communities), Pick(random, of.Leaders));
        return Pick(random,
        [
            $"/api/v1/communities/{community}", $"/api/v1/communities/{community}/history",
            $"/api/v1/communities/{community}/life-signs", $"/api/v1/leaders/{leader}",
            $"/api/v1/leaders/{leader}/history", $"/api/v1/leaders?community={community}",
            $"/api/v1/initiatives?community={community}",
            $"/api/v1/communities?municipality={Pick(random, of.Municipalities)}",
            $"/api/v1/communities?text={of.Mark}", $"/api/v1/communities/facets?text={of.Mark}",
            "/api/v1/communities/export?format=jsonl", "/api/v1/leaders/export",
            "/api/v1/communities.geojson",
        ]);
    }

    /// <summary>Whether he may write the record, and whether he should: only in his own region, what is
    /// kept there, within his scope.</summary>
    private async Task<(Verdict Verdict, bool Rightful)> WriteAsync(
        Random random, Viewer viewer, Tenant asked, Tenant of, (string Category, Guid Key) record)
    {
        var command = CommandOf(random, record.Category, of);
        var order = new Order(new StreamId(asked.Region, record.Category, record.Key), command);
        var places = await Places.OfAsync(order, Cancel);
        var verdict = RightsPolicy.Default.Decide(viewer, new What.Command(command.GetType()), places);
        var grant = viewer.Grants.Single();
        // In his own region he may write what is there and in his scope; or, having all of it, ask for what
        // is not there, which the grain then does not know.
        return (verdict, grant.Region == asked.Region && (asked == of || grant.Scope is Scope.Region));
    }

    private static Command CommandOf(Random random, string category, Tenant of)
    {
        var asked = new Asked(new CommandId(Guid.NewGuid()), default, DateTimeOffset.UnixEpoch, default);
        return category switch
        {
            "municipality" => new MunicipalityCommand.Rename(asked, "Другой", "Другой", default),
            "community" => Pick<Command>(random,
            [
                new CommunityCommand.Close(asked, "х"), new CommunityCommand.ConfirmStillTrue(asked),
                new CommunityCommand.DismissDuplicate(asked, Pick(random, of.Communities), "х"),
            ]),
            "leader" => Pick<Command>(random,
            [
                new LeaderCommand.StartReview(asked), new LeaderCommand.Dispute(asked, "х"),
                new LeaderCommand.MoveTo(asked, Pick(random, of.Communities), "х"),
            ]),
            _ => Pick<Command>(random,
            [
                new InitiativeCommand.Finish(asked),
                new InitiativeCommand.JoinCommunity(asked, Pick(random, of.Communities)),
            ]),
        };
    }

    /// <summary>What an answer in one region tells of the records of another.</summary>
    private async Task<List<string>> LeaksOfReadingAsync(
        Random random, Tenant asked, Tenant of, (string Category, Guid Key) record)
    {
        var region = asked.Region;
        var answer = random.Next(6) switch
        {
            0 => (object?)(record.Category switch
            {
                "municipality" => await Registry.MunicipalityAsync(region, new(record.Key), null, Cancel),
                "community" => await Registry.CommunityAsync(region, new(record.Key), null, Cancel),
                "leader" => await Registry.LeaderAsync(region, new(record.Key), null, Cancel),
                _ => await Registry.InitiativeAsync(region, new(record.Key), null, Cancel),
            }),
            1 => (await Registry.HistoryAsync(
                new StreamId(region, record.Category, record.Key), null, 5, Cancel)).Items,
            2 => (await Registry.CommunitiesAsync(new(region)
            {
                Text = random.Next(2) == 0 ? of.Mark : null,
                Municipality = random.Next(2) == 0 ? Pick(random, of.Municipalities) : null,
                Limit = 20,
            }, Cancel)).Items,
            3 => (await Registry.LeadersAsync(
                new(region) { Community = Pick(random, of.Communities) }, Cancel)).Items,
            4 => (await Registry.InitiativesAsync(
                new(region) { Municipality = Pick(random, of.Municipalities) }, Cancel)).Items,
            _ => (await Registry.MunicipalitiesAsync(new(region), Cancel)).Items,
        };
        var text = System.Text.Json.JsonSerializer.Serialize(answer, Http.ApiJson.Options);
        return of != asked && text.Contains(of.Mark, StringComparison.Ordinal)
            ? [$"{of.Region} in {region}: {text}"]
            : [];
    }

    private static Viewer ViewerOf(Random random, Tenant his)
    {
        Scope scope = random.Next(3) switch
        {
            0 => new Scope.Region(),
            1 => new Scope.Municipalities([Pick(random, his.Municipalities)]),
            _ => new Scope.Communities([Pick(random, his.Communities)]),
        };
        return new Viewer(
            new AccountId(Guid.NewGuid()), new PersonId(Guid.NewGuid()),
            [new RegionalGrant(his.Region, Pick(random, Roles), scope)], SignInMeans.Session);
    }

    private async Task<List<Tenant>> GivenTenantsAsync()
    {
        var tenants = new List<Tenant>();
        for (var number = 0; number < RegionCount; number++)
        {
            var tenant = new Tenant(Program.NewRegion(), $"метка{(char)('а' + number)}", [], [], [], []);
            for (var i = 0; i < MunicipalitiesOfEach; i++) await GivenTownAsync(tenant);
            tenants.Add(tenant);
        }

        (await Registry.WaitAsync(Position, TimeSpan.FromSeconds(30), Cancel)).ShouldBeTrue();
        return tenants;
    }

    private async Task GivenTownAsync(Tenant tenant)
    {
        var town = await SentAsync(tenant, "municipalities", $$"""
            {"name": "{{tenant.Mark}} район", "officialName": "{{tenant.Mark}} район",
             "form": "municipal-district", "region": "RU-BA"}
            """);
        tenant.Municipalities.Add(new(town));
        for (var i = 0; i < CommunitiesOfEach; i++)
        {
            var yard = await SentAsync(tenant, "communities", $$"""
                {"fields": [{"field": "name", "to": "{{tenant.Mark}} двор {{i}}"},
                 {"field": "form", "to": "yard-council"}, {"field": "municipality", "to": "{{town}}"},
                 {"field": "location", "to": "54.7,56.0"}], "basis": "{{tenant.Mark}} № 1"}
                """);
            tenant.Communities.Add(new(yard));
            tenant.Leaders.Add(new(await SentAsync(tenant, "leaders", $$"""
                {"person": {"person": "{{Guid.NewGuid()}}", "name": "{{tenant.Mark}} Анна"},
                 "community": "{{yard}}", "role": "chair", "roleText": "{{tenant.Mark}}"}
                """)));
            tenant.Initiatives.Add(new(await SentAsync(tenant, "initiatives", $$"""
                {"title": "{{tenant.Mark}} сад", "municipality": "{{town}}", "communities": ["{{yard}}"]}
                """)));
        }
    }

    private async Task<Guid> SentAsync(Tenant tenant, string resource, string body)
    {
        await Post($"/api/v1/{resource}", body, ("X-Region", tenant.Region));
        ThenStatus(201);
        return Json.GetProperty("record").GetGuid();
    }

    private sealed class SeesEverybody : IPersonalRights
    {
        public PersonalFields Visible(
            Viewer viewer, string region, MunicipalityId? municipality, CommunityId? community) =>
            PersonalFields.All;

        public bool SeesActors(
            Viewer viewer, string region, MunicipalityId? municipality, CommunityId? community) => true;

        public bool SeesPeople(Viewer viewer, string region) => true;
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
