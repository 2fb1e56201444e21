using CommunityGrains.Domain;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Moderation;

/// <summary>Where staff decide on what residents said, each within his places.</summary>
internal static class ModerationRoutes
{
    private const string One = "/moderation/{id:guid}";

    public static void Map(PageRoutes pages)
    {
        pages.Map("/moderation", ModerationPages.ListAsync, looksCloser: true);
        pages.Map(One, Forms.Offer(ModerationPages.OneAsync), looksCloser: true);
        Post("acceptance", DecisionPages.CorrectAsync);
        Post("question", DecisionPages.AskAsync);
        Post("proposal", DecisionPages.ProposeAsync);
        Post("note", DecisionPages.NoteAsync);
        Post("refusal", DecisionPages.DeclineAsync);
        Post("outdated", DecisionPages.CountAsOutdatedAsync);

        void Post(string part, FormHandler take) =>
            pages.MapPost($"{One}/{part}", take, Again, looksCloser: true);
    }

    private static string Again(PageRequest request) =>
        request.Frame.Links.ModerationOf(new SuggestionId(request.Id));
}
