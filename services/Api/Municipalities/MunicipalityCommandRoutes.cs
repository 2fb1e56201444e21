using CommunityGrains.Api.Commands;
using CommunityGrains.Domain;
using static CommunityGrains.Api.Commands.CommandRoute;
using static CommunityGrains.Domain.Municipalities.MunicipalityCommand;

namespace CommunityGrains.Api.Municipalities;

/// <summary>Where each command of a municipality stands.</summary>
public static class MunicipalityCommandRoutes
{
    public static readonly Resource Resource = new("municipalities", GrainKinds.Municipality,
    [
        Begin<List>("",
            "Enter a municipality in the list; with the id of one that is there, bring it up to date", """
            {"name": "Заречный район", "officialName": "Заречный муниципальный район",
                "form": "municipal-district",
            "region": "RU-BA", "oktmo": "80601000", "centre": [56.0, 54.7]}
            """),
        To<Rename>("/{id:guid}/names", "Give it another name from a date"),
        To<GiveCode>("/{id:guid}/codes", "Give it an ОКТМО code from a date",
            """{"oktmo": "80601000", "from": "2026-01-01"}"""),
        To<SetBoundary>("/{id:guid}/boundary", "Set its boundary from a date"),
        To<MergeInto>("/{id:guid}/merger", "Record that it became part of another, by a law or act"),
    ]);
}
