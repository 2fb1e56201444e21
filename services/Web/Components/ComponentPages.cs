using CommunityGrains.Web.Shell;

namespace CommunityGrains.Web.Components;

public sealed record ComponentsModel(ComponentTexts Say);

/// <summary>What the pages are made of, on one page: to look at, and to be held against every
/// device.</summary>
internal static class ComponentPages
{
    public static Task<PageAnswer> ShowAsync(PageRequest request)
    {
        var say = ComponentTexts.Of(request.Words.Language);
        return Task.FromResult(
            PageAnswer.Of<ComponentsPage, ComponentsModel>(new ComponentsModel(say), say.Title));
    }
}
