using System.Net;
using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityGrains.Web.Specs.People;

// Records of communities, as specifications of work on them need them.
public sealed partial class WholeSite
{
    private int municipalities;

    public async Task<MunicipalityId> GivenAMunicipality(string? name = null)
    {
        var id = new MunicipalityId(Guid.NewGuid());
        var called = name ?? $"Район {Interlocked.Increment(ref municipalities)}";
        await AskAsync(GrainKinds.Municipality, id.Value, asked => new MunicipalityCommand.List(
            asked, called, $"{called}, муниципальный", MunicipalityForm.MunicipalDistrict, Region));
        return id;
    }

    public async Task<CommunityId> GivenACommunity(
        MunicipalityId municipality, string name, params (RegisterField Field, string Value)[] fields)
    {
        var id = new CommunityId(Guid.NewGuid());
        await AskAsync(GrainKinds.Community, id.Value, asked => new CommunityCommand.Register(
            asked,
            [
                new(RegisterField.Name, name), new(RegisterField.Form, "territorial-self-government"),
                new(RegisterField.Municipality, municipality.ToString()),
                .. fields.Select(field => new FieldChange(field.Field, field.Value)),
            ],
            "для примера"));
        return id;
    }

    /// <summary>Asks a community something, as somebody else than the browser would.</summary>
    public Task Ask(CommunityId id, Func<Asked, CommunityCommand> command) =>
        AskAsync(GrainKinds.Community, id.Value, command);

    public Task AskMunicipality(MunicipalityId id, Func<Asked, MunicipalityCommand> command) =>
        AskAsync(GrainKinds.Municipality, id.Value, command);

    public async Task<Community> CommunityOf(CommunityId id) => (Community)(await Services
        .GetRequiredService<IGrains>().StateAsync(
            new StreamId(Region, GrainKinds.Community.Category, id.Value), Cancel)).State;

    public async Task<RegisterEntry> EntryOf(CommunityId id) =>
        (await CommunityOf(id)).CardOrNone().ShouldNotBeNull().Entry;

    /// <summary>A browser without pictures, signed in with a role. Its session is begun at once: signing in
    /// on the page is specified elsewhere, and so many at a time would be slowed down.</summary>
    public async Task<HttpClient> GivenABrowser(Role role, Scope? scope = null, PersonId? person = null)
    {
        var login = await GivenAn(role, scope, person);
        var account = await Services.GetRequiredService<AccountBook>().FindByLoginAsync(login, Cancel);
        var session = await Services.GetRequiredService<SignIns>().BeginAsync(
            account!.Id, SessionMeans.Password, new Visit("127.0.0.1", "browser"), Cancel);
        var cookies = new CookieContainer();
        cookies.Add(Address, new Cookie("session", session.Secret));
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies })
        {
            BaseAddress = Address,
        };
    }
}
