using CommunityGrains.Domain;
using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.People;

/// <summary>Where people's data stands. What is looked for goes with the form and not with the address, which
/// is written down on its way.</summary>
internal static class PersonRoutes
{
    private const string One = "/people/{id:guid}";

    public static void Map(PageRoutes pages)
    {
        pages.MapForm("/people", PersonPages.FindAsync, PersonPages.FoundAsync, looksCloser: true);
        pages.Map(One, Forms.Offer(PersonPages.OneAsync), looksCloser: true);
        pages.MapPost(One + "/consents", PersonPages.GiveConsentAsync, Again, looksCloser: true);
        pages.MapPost(One + "/withdrawals", PersonPages.WithdrawAsync, Again, looksCloser: true);
        pages.MapPost(One + "/particulars", PersonPages.StateAsync, Again, looksCloser: true);
        pages.Map(One + "/data", PersonPages.DataAsync, looksCloser: true);
        pages.MapPost(One + "/erasure", PersonPages.EraseAsync, Again);
        pages.Map(One + "/act", PersonPages.ActAsync);
    }

    private static string Again(PageRequest request) =>
        request.Frame.Links.Person(new PersonId(request.Id));
}
