using System.Globalization;
using System.Text;
using System.Text.Json;
using CommunityGrains.Access;
using CommunityGrains.Access.People;
using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.People;
using CommunityGrains.Engine;
using CommunityGrains.EventLog;
using CommunityGrains.EventLog.Codec;
using CommunityGrains.Registry;
using CommunityGrains.Registry.Texts;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.People;

/// <summary>What somebody looked for, and who was found; null before he has said it.</summary>
public sealed record PeopleModel(string? Text, PeopleFound? Found);

/// <summary>The parts of a person's card that have a form.</summary>
public enum PersonPart
{
    None,
    Consents,
    Particulars,
    Erasure,
}

/// <summary>A person's card. <c>Typed</c>: the fields of the form of <c>Part</c>, which was refused for
/// <c>Problem</c>.</summary>
public sealed record PersonModel(
    PersonFile Person, bool IsOwn, bool MayTakeData, bool MayErase, DateOnly Today)
{
    public PersonPart Part { get; init; }

    public string? Problem { get; init; }

    public string? Done { get; init; }

    public IReadOnlyDictionary<string, string?> Typed { get; init; } = new Dictionary<string, string?>();

    public string? ProblemOf(PersonPart part) => part == Part ? Problem : null;

    /// <summary>What was typed into a field, or else what is on record.</summary>
    public string? Value(PersonPart part, string field, string? known = null) =>
        part == Part && Typed.TryGetValue(field, out var typed) ? typed : known;

    public bool Agrees(ConsentPurpose purpose) =>
        Person.Consents.Any(consent => consent.Purpose == purpose && consent.WithdrawnOn is null);
}

/// <summary>What staff do with people's data, and everybody with his own. Everything goes through the grains
/// as the viewer may ask them; what is not his is not there.</summary>
internal static class PersonPages
{
    private const int SearchLengthMax = 200, DocumentsLengthMax = 6000;

    private static readonly JsonSerializerOptions Readable =
        new(DomainJson.Options) { WriteIndented = true };

    public static Task<PageAnswer> FindAsync(PageRequest request) =>
        Task.FromResult(ListOf(request, new PeopleModel(null, null)));

    public static async Task<PageAnswer> FoundAsync(PageRequest request, Form form)
    {
        if (form.Text("text", SearchLengthMax) is not { } text) return await FindAsync(request);
        var found = await request.Service<PeopleDirectory>().FindAsync(
            request.Context().Viewer(), request.Region, text, request.Cancel);
        return ListOf(request, new PeopleModel(text, found));
    }

    public static Task<PageAnswer> OneAsync(PageRequest request)
    {
        var words = request.Texts.People;
        var done = request.Parameter("done") switch
        {
            "given" => words.Consent.DoneGiven,
            "withdrawn" => words.Consent.DoneWithdrawn,
            "saved" => words.Particulars.Saved,
            "erased" => words.Erasure.Done,
            _ => null,
        };
        return CardAsync(request, model => model with { Done = done });
    }

    public static Task<PageAnswer> GiveConsentAsync(PageRequest request, Form form)
    {
        var (version, day) = (form.Text("text-version"), form.Text("given-on"));
        return AskAsync(request, form, PersonPart.Consents, "given", asked => new PersonCommand.GiveConsent(
            asked, PurposeOf(form), version ?? "", PageRequest.Date(day) ?? asked.On));
    }

    public static Task<PageAnswer> WithdrawAsync(PageRequest request, Form form) => AskAsync(
        request, form, PersonPart.Consents, "withdrawn",
        asked => new PersonCommand.WithdrawConsent(asked, PurposeOf(form)));

    /// <summary>States those particulars that the form has: it has those that its viewer may see.</summary>
    public static Task<PageAnswer> StateAsync(PageRequest request, Form form)
    {
        var commands = new List<Func<Asked, PersonCommand>>();
        if (form.Has("birth-date"))
        {
            var date = form.Text("birth-date") is { } text ? new BirthDate(text) : null;
            commands.Add(asked => new PersonCommand.StateBirthDate(asked, date));
        }

        if (form.Has("address"))
        {
            var address = form.Text("address") is { } text ? new HomeAddress(text) : null;
            commands.Add(asked => new PersonCommand.StateAddress(asked, address));
        }

        if (form.Has("documents"))
        {
            var lines = form.Text("documents", DocumentsLengthMax)?.Split(
                '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
            commands.Add(asked => new PersonCommand.StateDocuments(
                asked, [.. lines.Select(line => new IdentityDocument(line))]));
        }

        return AskAsync(request, form, PersonPart.Particulars, "saved", [.. commands]);
    }

    public static async Task<PageAnswer> EraseAsync(PageRequest request, Form form)
    {
        var words = request.Texts.People.Erasure;
        var basis = StoredText.Tidy(form.Text("basis", StoredText.LengthMax));
        var problem = basis is null || !StoredText.IsClean(basis) ? words.BasisMissing
            : !form.Flag("sure") ? words.SureMissing
            : null;
        if (problem is not null) return await RefuseAsync(request, form, PersonPart.Erasure, problem);
        var person = new PersonId(request.Id);
        var done = await request.Service<Erasing>().EraseAsync(
            request.Region, person, basis!, request.Context().Viewer().By,
            request.Service<RegionCalendar>().Today(request.Region), request.Cancel);
        return done is null
            ? ErrorPages.NotFound(request.Frame)
            : new PageAnswer.GoTo(request.Frame.Links.Person(person, "erased"));
    }

    /// <summary>The act of destruction, to print, sign and keep.</summary>
    public static async Task<PageAnswer> ActAsync(PageRequest request)
    {
        var done = await request.Service<Erasing>().FindAsync(
            request.Region, new(request.Id), request.Cancel);
        return done is null
            ? ErrorPages.NotFound(request.Frame)
            : new PageAnswer.File(
                $"act-{done.Act}.html", "text/html; charset=utf-8",
                Encoding.UTF8.GetBytes(ActOfDestruction.Of(done, request.Texts.Registry)));
    }

    /// <summary>All that is kept of a person, as a file.</summary>
    public static async Task<PageAnswer> DataAsync(PageRequest request)
    {
        var (viewer, person) = (request.Context().Viewer(), new PersonId(request.Id));
        if (!MayTakeData(request, viewer, person)) return ErrorPages.NotFound(request.Frame);
        var found = await request.Service<SubjectData>().OfAsync(
            request.Region, person, viewer.By == person ? null : viewer.Account?.ToString(), request.Cancel);
        if (found is null) return ErrorPages.NotFound(request.Frame);
        var day = request.Service<RegionCalendar>().Today(request.Region);
        return new PageAnswer.File(
            string.Create(CultureInfo.InvariantCulture, $"data-{day:yyyy-MM-dd}.json"), "application/json",
            JsonSerializer.SerializeToUtf8Bytes(found, Readable));
    }

    private static async Task<PageAnswer> AskAsync(
        PageRequest request, Form form, PersonPart part, string done,
        params IReadOnlyList<Func<Asked, PersonCommand>> commands)
    {
        var grains = new RightfulGrains(
            request.Service<IGrains>(), request.Service<Places>(), request.Service<RightsPolicy>(),
            request.Context().Viewer());
        var stream = new StreamId(request.Region, GrainKinds.Person.Category, request.Id);
        foreach (var make in commands)
        {
            var reply = await grains.AskAsync(
                new Order(stream, make(request.NewAsked())), request.Cancel);
            if (reply is not Reply.Refused refused) continue;
            return refused.Refusal.Code == "record.not-found"
                ? ErrorPages.NotFound(request.Frame)
                : await RefuseAsync(
                    request, form, part, Refusals.Sentence(refused.Refusal.Code, request.Texts.Registry));
        }

        return new PageAnswer.GoTo(request.Frame.Links.Person(new(request.Id), done));
    }

    private static Task<PageAnswer> RefuseAsync(
        PageRequest request, Form form, PersonPart part, string problem) => CardAsync(
            request,
            model => model with { Part = part, Problem = problem, Typed = form.Fields() },
            StatusCodes.Status422UnprocessableEntity);

    private static async Task<PageAnswer> CardAsync(
        PageRequest request, Func<PersonModel, PersonModel> with, int status = StatusCodes.Status200OK)
    {
        var (viewer, person) = (request.Context().Viewer(), new PersonId(request.Id));
        var found = await request.Service<PeopleDirectory>().OneAsync(
            viewer, request.Region, person, request.Cancel);
        if (found is null) return ErrorPages.NotFound(request.Frame);
        var model = new PersonModel(
            found, viewer.By == person, found.IsOnRecord && MayTakeData(request, viewer, person),
            May(request, viewer, new What.Operation("people.erase"), Place.AllOf(request.Region)),
            request.Service<RegionCalendar>().Today(request.Region));
        var title = found.Name?.Value
            ?? (model.IsOwn ? request.Texts.People.Card.Own : request.Texts.People.Card.Nameless);
        return PageAnswer.Of<PersonPage, PersonModel>(with(model), title, Section.People, status);
    }

    private static PageAnswer ListOf(PageRequest request, PeopleModel model) =>
        PageAnswer.Of<PeoplePage, PeopleModel>(model, request.Texts.People.Finding.Title, Section.People);

    private static bool MayTakeData(PageRequest request, Viewer viewer, PersonId person) => May(
        request, viewer, new What.Operation("people.data"),
        Place.AllOf(request.Region) with { Subject = person });

    private static bool May(PageRequest request, Viewer viewer, What what, Place place) =>
        request.Service<RightsPolicy>().Decide(viewer, what, place) == Verdict.Granted;

    private static ConsentPurpose PurposeOf(Form form) =>
        KebabCase.Parse<ConsentPurpose>(form.Text("purpose") ?? "") ?? ConsentPurpose.Register;
}
