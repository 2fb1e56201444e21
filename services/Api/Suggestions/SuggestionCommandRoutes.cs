using CommunityGrains.Api.Commands;
using CommunityGrains.Domain;
using static CommunityGrains.Api.Commands.CommandRoute;
using static CommunityGrains.Domain.Suggestions.SuggestionCommand;

namespace CommunityGrains.Api.Suggestions;

/// <summary>Where each decision on a suggestion stands. Making one has no address: see AskedByForm.</summary>
public static class SuggestionCommandRoutes
{
    public static readonly Resource Resource = new("suggestions", GrainKinds.Suggestion,
    [
        To<AcceptByCorrecting>("/{id:guid}/correction", "Accept it: correct the community's fields", """
            {"changes": [{"field": "address", "to": "улица Садовая, дом 5"}], "reason": "по табличке на доме"}
            """),
        To<AcceptByAsking>("/{id:guid}/question", "Accept it: ask the community whether it is still true"),
        To<AcceptByProposing>("/{id:guid}/proposal", "Accept it: propose the community that is missing", """
            {"fields": [{"field": "name", "to": "Совет двора"}, {"field": "form", "to": "yard-council"},
            {"field": "municipality", "to": "0193a0c0-0000-7000-8000-000000000001"}]}
            """),
        To<AcceptByNoting>("/{id:guid}/note", "Accept it: something else was done, in words", """
            {"what": "позвонили председателю"}
            """),
        To<Decline>("/{id:guid}/refusal", "Decline it with a reason"),
        To<CountAsOutdated>("/{id:guid}/outdated", "The field has changed since it was suggested otherwise"),
    ]);
}
