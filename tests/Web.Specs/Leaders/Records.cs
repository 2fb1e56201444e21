using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Specs.People;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Web.Specs.Leaders;

/// <summary>Records that a specification begins with, made by the program's own commands.</summary>
internal static class Records
{
    /// <summary>A registered community of a municipality of its own, which nobody leads.</summary>
    public static async Task<(CommunityId Community, MunicipalityId Municipality)> GivenACommunity(
        this WholeSite site, string name)
    {
        var (municipality, community) = (new MunicipalityId(Guid.NewGuid()), new CommunityId(Guid.NewGuid()));
        await site.AskAsync(
            GrainKinds.Municipality, municipality.Value, asked => new MunicipalityCommand.List(
                asked, "Заречный район", "Заречный муниципальный район", MunicipalityForm.MunicipalDistrict,
                WholeSite.Region));
        await site.AskAsync(GrainKinds.Community, community.Value, asked => new CommunityCommand.Register(
            asked,
            [
                new(RegisterField.Name, name), new(RegisterField.Form, "yard-council"),
                new(RegisterField.Municipality, municipality.ToString()),
            ],
            "для примера"));
        return (community, municipality);
    }

    /// <summary>A claim of somebody to lead the community, with a protocol and a gathering.</summary>
    public static async Task<LeaderId> GivenAClaim(
        this WholeSite site, CommunityId community, string name, PersonId? person = null)
    {
        var (id, today) = (Guid.NewGuid(), site.Today());
        await site.AskAsync(GrainKinds.Leader, id, asked => new LeaderCommand.Claim(
            asked, new Contact(person ?? new PersonId(Guid.NewGuid()), new PersonName(name)), community,
            LeaderRole.Chair, "председатель"));
        await site.AskAsync(GrainKinds.Leader, id, asked => new LeaderCommand.GiveEvidence(
            asked, new EntryId(Guid.NewGuid()), EvidenceKind.MeetingProtocol, "№ 7, избрана", today));
        await site.AskAsync(GrainKinds.Leader, id, asked => new LeaderCommand.GiveEvidence(
            asked, new EntryId(Guid.NewGuid()), EvidenceKind.GatheringHeld, "субботник", today));
        return new LeaderId(id);
    }

    /// <summary>The same, verified.</summary>
    public static async Task<LeaderId> GivenALeader(
        this WholeSite site, CommunityId community, string name, PersonId? person = null)
    {
        var id = await site.GivenAClaim(community, name, person);
        var state = await site.Services.GetRequiredService<IGrains>().StateAsync(
            StreamOf(GrainKinds.Leader, id.Value), TestContext.Current.CancellationToken);
        ValueList<EntryId> facts = [.. ((Leader)state.State).CardOrNone()!.Evidence.Select(fact => fact.Id)];
        await site.AskAsync(GrainKinds.Leader, id.Value, asked => new LeaderCommand.StartReview(asked));
        await site.AskAsync(GrainKinds.Leader, id.Value, asked => new LeaderCommand.Verify(
            asked, "Протокол и субботник", facts, site.Today().AddYears(1)));
        return id;
    }

    public static DateOnly Today(this WholeSite site) =>
        site.Services.GetRequiredService<RegionCalendar>().Today(WholeSite.Region);

    /// <summary>Asks a command as somebody unheard of, and waits until it can be read.</summary>
    public static async Task AskAsync(
        this WholeSite site, IGrainKind kind, Guid record, Func<Asked, Command> command)
    {
        var cancel = TestContext.Current.CancellationToken;
        var calendar = site.Services.GetRequiredService<RegionCalendar>();
        var asked = new Asked(
            new CommandId(Guid.NewGuid()), new PersonId(Guid.NewGuid()), calendar.Now, site.Today());
        var reply = await site.Services.GetRequiredService<IGrains>().AskAsync(
            new Order(StreamOf(kind, record), command(asked)), cancel);
        var position = reply.ShouldBeOfType<Reply.Accepted>($"{reply}").Position;
        await using var scope = site.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<IRegistry>()
            .WaitAsync(position, TimeSpan.FromSeconds(30), cancel)).ShouldBeTrue("the views follow");
    }

    private static StreamId StreamOf(IGrainKind kind, Guid record) =>
        new(WholeSite.Region, kind.Category, record);
}
