using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Entries;

/// <summary>Where communities are entered and their entries edited.</summary>
internal static class EntryRoutes
{
    public static void Map(PageRoutes pages)
    {
        pages.MapForm("/communities/new", EntryPages.NewAsync, EntryPages.TakeNewAsync, looksCloser: true);
        pages.MapForm(
            "/communities/{id:guid}/edit", EntryEditing.ShowAsync, EntryEditing.TakeAsync, looksCloser: true);
        pages.Map("/communities/lookalikes", EntryLookalikes.HintAsync, looksCloser: true);
    }
}
