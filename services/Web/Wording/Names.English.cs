using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Wording;

public sealed partial record Texts
{
    private static NameTexts EnglishNames() => new(
        Forms: Table<CommunityForm>(
            "Initiative group", "Interest club", "Online group", "ТОС (self-government)", "House council",
            "House committee", "Entrance council", "Yard council", "Street committee",
            "Microdistrict council",
            "Territorial obshchina", "Owners' association", "Local NGO", "Branch", "Another form"),
        Bases: Table<CommunityBasis>("of place", "of interest"),
        Statuses: Table<CommunityStatus>(
            "proposed", "registered", "active", "dormant", "rejected", "closed", "merged"),
        Standings: Table<LeaderStanding>(
            "none", "claimed", "under review", "contested", "verified", "refused", "revoked", "expired",
            "stepped down"),
        LeaderMarks: Table<LeaderStanding>(
            "no leader", "leader claimed", "leader under review", "leader contested", "leader verified",
            "leader refused", "verification revoked", "verification expired", "leader stepped down"),
        Orders: Table<CommunityOrder>("by name", "by sign of life", "by latest change"),
        Fields: Table<RegisterField>(
            "Name", "Form", "Municipality", "Basis", "Settlement", "Legal entity", "INN", "KPP", "OGRN",
            "Bank details", "Address", "Point on the map", "Site", "VK", "OK", "Other groups", "Boundaries",
            "Kind of act", "Date of act", "Number of act", "Charter registered", "Registered by the Ministry",
            "Entered in the register", "Register number", "Members", "Residents within boundaries", "Causes",
            "Note"),
        Elements: Table<InfrastructureElement>(
            "Residents", "Organisation", "Support", "Information", "Common space", "Links"),
        Roles: Table<LeaderRole>("chair", "leader", "activist", "member"),
        EvidenceClasses: Table<EvidenceClass>("Group", "Ideas", "Activity", "Results"),
        EvidenceKinds: Table<EvidenceKind>(
            "a member's confirmation", "minutes of a meeting", "an initiative proposed", "a gathering held",
            "an initiative under way", "an initiative finished"),
        Stages: Table<Stage>("analysis", "design", "implementation", "evaluation"),
        InitiativeStatuses: Table<InitiativeStatus>(
            "analysis", "design", "implementation", "evaluation", "finished", "paused", "dropped"),
        Sources: Table<ContributionSource>(
            "region", "municipality", "residents", "business", "grant", "other"),
        MunicipalityForms: Table<MunicipalityForm>(
            "municipal district", "municipal okrug", "urban okrug", "urban settlement", "rural settlement",
            "inner-city territory"),
        Missing: Words(
            ("problem", "say what the problem is"),
            ("concerned", "name whom it concerns"),
            ("goal", "set a goal"),
            ("plan", "make a plan"),
            ("people", "describe who will do it"),
            ("budget", "work out the budget"),
            ("work", "show the first work done"),
            ("outcome", "compare the outcome with the goal"),
            ("beneficiaries", "count the people who are better off"),
            ("evidence", "attach evidence"),
            ("after-effects", "note the after-effects")),
        Facts: Words(
            ("source", "source"), ("basis", "basis"), ("reason", "reason"), ("on", "date"),
            ("until", "until"),
            ("from", "from"), ("what", "what"), ("happenedOn", "when"), ("grounds", "why alike"),
            ("likeness", "likeness, %"), ("lastSignOn", "last sign of life"),
            ("element", "what is described"),
            ("text", "description"), ("role", "role"), ("roleText", "role in words"), ("class", "class"),
            ("kind", "what it is"), ("stage", "step"), ("title", "title"), ("problem", "problem"),
            ("concerned", "whom it concerns"), ("goal", "goal"), ("people", "people"), ("total", "in all"),
            ("evidence", "evidence"), ("volunteers", "volunteers"), ("hours", "hours"), ("worth", "amount"),
            ("inKind", "in kind"), ("result", "result"), ("goalReached", "goal reached"),
            ("beneficiaries", "people better off"), ("oktmo", "ОКТМО"), ("officialName", "official name"),
            ("form", "form"), ("region", "region"), ("nothingSince", "nothing recorded since")),
        Changes: Words(
            ("municipality.name", "Name"), ("municipality.official-name", "Official name"),
            ("municipality.form", "Kind"), ("municipality.oktmo", "ОКТМО"),
            ("leader.role", "Role"), ("leader.role-text", "Role in words"), ("leader.from", "Leads since"),
            ("leader.until", "Verified until"),
            ("initiative.title", "Title"), ("initiative.problem", "Problem"),
            ("initiative.concerned", "Whom it concerns"), ("initiative.goal", "Goal"),
            ("initiative.plan", "Plan"),
            ("initiative.people", "People"), ("initiative.budget", "Budget"),
            ("initiative.after-effects", "After-effects")));
}
