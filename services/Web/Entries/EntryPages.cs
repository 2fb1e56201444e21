using CommunityGrains.Access.Rights;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Engine;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Errors;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Entries;

/// <summary>Entering a community in the register. The form names the record that it will make, so that a
/// form that is sent twice makes one.</summary>
internal static class EntryPages
{
    private const int ListedAtOnce = 200;

    public static async Task<PageAnswer> NewAsync(PageRequest request)
    {
        var offered = await OfferedAsync<CommunityCommand.Register>(request);
        if (offered.Count == 0) return ErrorPages.NotFound(request.Frame);
        var only = offered is [var place] ? place.Id.ToString() : null;
        return Page(request, new EntryModel(new(Guid.CreateVersion7()), IsNew: true, offered, ForOffice: true)
        {
            Values = new Dictionary<string, string?>
            {
                ["name"] = request.Parameter("name", StoredText.NameLengthMax),
                ["municipality"] = request.Parameter("municipality") ?? only,
                ["form"] = request.Parameter("form"),
            },
        });
    }

    public static async Task<PageAnswer> TakeNewAsync(PageRequest request, Form form)
    {
        var offered = await OfferedAsync<CommunityCommand.Register>(request);
        if (offered.Count == 0) return ErrorPages.NotFound(request.Frame);
        var typed = EntryTyped.Of(form, forOffice: true, request.Texts);
        var id = new CommunityId(Guid.TryParse(form.Text("record"), out var named)
            ? named
            : Guid.CreateVersion7());
        var model = new EntryModel(id, IsNew: true, offered, ForOffice: true) { Values = typed.Shown };
        var attempt = new EntryAttempt(
            typed.Changes(), typed[EntryFields.Basis], typed.Head(request.Region, id));
        var problems = EntryProblems.Of(
            attempt, tried => Command(request, tried), Community.Initial, request.Texts);
        foreach (var (name, problem) in typed.Problems) problems[name] = problem;
        if (typed["municipality"] is { } town && offered.All(place => place.Id.ToString() != town))
            problems["municipality"] = request.Texts.Entry.NoMunicipality;
        if (problems.Count > 0) return Refuse(request, model with { Problems = problems });

        var alike = await EntryLookalikes.OfAsync(request, typed, id, []);
        if (EntryLookalikes.Question(alike, form, typed, request.Texts) is { } question)
            return Refuse(request, model with { Lookalikes = alike, Problems = question });
        var reply = await request.AskAsync(
            GrainKinds.Community, id.Value, Command(request, attempt));
        if (reply is Reply.Refused refused) return Refuse(request, model, refused.Refusal);
        await EntryLookalikes.SayDifferentAsync(request, id, alike, typed[EntryFields.Different]);
        return new PageAnswer.GoTo(request.Frame.Links.CommunityDone(id, "registered"));
    }

    /// <summary>The municipalities in which the viewer may ask this command, by name.</summary>
    public static async Task<IReadOnlyList<MunicipalityRow>> OfferedAsync<TCommand>(PageRequest request)
        where TCommand : Command
    {
        var (offered, cursor) = (new List<MunicipalityRow>(), (string?)null);
        do
        {
            var page = await request.Registry.MunicipalitiesAsync(
                new MunicipalityQuery(request.Region) { Cursor = cursor, Limit = ListedAtOnce },
                request.Cancel);
            offered.AddRange(page.Items.Where(row =>
                request.May<TCommand>(Place.Of(request.Region, row.Id))));
            cursor = page.Next;
        }
        while (cursor is not null);

        return offered;
    }

    public static PageAnswer Refuse(PageRequest request, EntryModel model, Refusal refusal) =>
        refusal.Code == Asking.NotFound
            ? ErrorPages.NotFound(request.Frame)
            : Refuse(request, model with
            {
                Problems = EntryProblems.Of(refusal, request.Texts).ToDictionary(),
            });

    public static PageAnswer Refuse(PageRequest request, EntryModel model) =>
        Page(request, model, StatusCodes.Status422UnprocessableEntity);

    public static PageAnswer Page(
        PageRequest request, EntryModel model, int status = StatusCodes.Status200OK) =>
        PageAnswer.Of<EntryPage, EntryModel>(
            model,
            model.IsNew ? request.Texts.Entry.NewTitle : request.Texts.Entry.EditTitle,
            Section.Communities, status);

    private static CommunityCommand.Register Command(PageRequest request, EntryAttempt attempt) =>
        new(request.NewAsked(), attempt.Fields, attempt.Basis ?? "", attempt.Head);
}
