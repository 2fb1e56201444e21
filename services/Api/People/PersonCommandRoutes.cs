using CommunityGrains.Api.Commands;
using CommunityGrains.Domain;
using static CommunityGrains.Api.Commands.CommandRoute;
using static CommunityGrains.Domain.People.PersonCommand;

namespace CommunityGrains.Api.People;

/// <summary>Where each command of a person's record stands. Erasing is an operation of its own: it does more
/// than the command says.</summary>
public static class PersonCommandRoutes
{
    public static readonly Resource Resource = new("people", GrainKinds.Person,
    [
        To<GiveConsent>("/{id:guid}/consents", "Record a consent that the person gave", """
            {"purpose": "publication", "textVersion": "2026-03", "givenOn": "2026-03-01"}
            """),
        To<StateBirthDate>("/{id:guid}/birth-date", "State the birth date; null to keep none", """
            {"date": "1980-05-17"}
            """),
        To<StateAddress>("/{id:guid}/address", "State the address; null to keep none", """
            {"address": "Уфа, ул. Мира, 1"}
            """),
        To<StateDocuments>("/{id:guid}/documents", "State all documents that are to be kept", """
            {"documents": ["Паспорт 00 00 000000"]}
            """),
        To<WithdrawConsent>("/{id:guid}/consent-withdrawal", "Record that the person withdrew a consent"),
    ]);
}
