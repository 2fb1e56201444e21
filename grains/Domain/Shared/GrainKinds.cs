using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Initiatives;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.Municipalities;
using CommunityGrains.Domain.People;
using CommunityGrains.Domain.Suggestions;

namespace CommunityGrains.Domain;

/// <summary>All grains there are. A new one is added here, and nowhere else.</summary>
public static class GrainKinds
{
    public static readonly GrainKind<MunicipalityCommand, MunicipalityEvent, Municipality> Municipality =
        new("municipality", Municipalities.Municipality.Initial, Municipalities.Municipality.Evolve,
            MunicipalityDecider.Decide);

    public static readonly GrainKind<CommunityCommand, CommunityEvent, Community> Community =
        new("community", Communities.Community.Initial, Communities.Community.Evolve,
            CommunityDecider.Decide);

    public static readonly GrainKind<LeaderCommand, LeaderEvent, Leader> Leader =
        new("leader", Leaders.Leader.Initial, Leaders.Leader.Evolve, LeaderDecider.Decide);

    public static readonly GrainKind<InitiativeCommand, InitiativeEvent, Initiative> Initiative =
        new("initiative", Initiatives.Initiative.Initial, Initiatives.Initiative.Evolve,
            InitiativeDecider.Decide);

    public static readonly GrainKind<AccountCommand, AccountEvent, Account> Account =
        new("account", Access.Account.Initial, Access.Account.Evolve, AccountDecider.Decide);

    public static readonly GrainKind<PersonCommand, PersonEvent, Person> Person =
        new("person", People.Person.Initial, People.Person.Evolve, PersonDecider.Decide);

    public static readonly GrainKind<SuggestionCommand, SuggestionEvent, Suggestion> Suggestion =
        new("suggestion", Suggestions.Suggestion.Initial, Suggestions.Suggestion.Evolve,
            SuggestionDecider.Decide);

    public static readonly IReadOnlyList<IGrainKind> All =
        [Municipality, Community, Leader, Initiative, Account, Person, Suggestion];
}
