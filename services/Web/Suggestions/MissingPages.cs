using CommunityGrains.Domain;
using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Registry.Queries;
using CommunityGrains.Web.Account;
using CommunityGrains.Web.Shell;
using Microsoft.AspNetCore.Http;

namespace CommunityGrains.Web.Suggestions;

/// <summary>The form by which somebody tells of a community that is missing.</summary>
public sealed record MissingModel(IReadOnlyList<MunicipalityRow> Municipalities, Typed Typed);

internal static class MissingPages
{
    public static Task<PageAnswer> ShowAsync(PageRequest request) => PageAsync(
        request,
        Typed.Nothing() with
        {
            Fields = new Dictionary<string, string?>
            {
                ["name"] = request.Parameter("name"), ["municipality"] = request.Parameter("municipality"),
            },
        });

    public static Task<PageAnswer> TakeAsync(PageRequest request, Form form)
    {
        if (!Guid.TryParse(form.Text("municipality"), out var municipality) || municipality == Guid.Empty)
        {
            return PageAsync(
                request,
                new Typed(
                    Typed.New(), form.Fields(), "municipality",
                    request.Texts.Voice.Missing.MunicipalityChoose),
                StatusCodes.Status422UnprocessableEntity);
        }

        return SuggestionPages.SendAsync(
            request, form,
            asked => new SuggestionCommand.TellOfMissing(
                asked, new MunicipalityId(municipality),
                SuggestionPages.Told(form, "name") ?? new ToldText(""),
                SuggestionPages.Told(form, "where"), SuggestionPages.Told(form, "does"),
                SuggestionPages.Told(form, SuggestionPages.ReplyTo)),
            (typed, status) => PageAsync(request, typed, status));
    }

    private static async Task<PageAnswer> PageAsync(
        PageRequest request, Typed typed, int status = StatusCodes.Status200OK) =>
        PageAnswer.Of<MissingPage, MissingModel>(
            new MissingModel(await InvitePages.MunicipalitiesAsync(request), typed),
            request.Texts.Voice.Missing.Title, Section.Voice, status);
}
