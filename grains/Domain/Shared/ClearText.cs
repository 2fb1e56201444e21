using CommunityGrains.Domain.Communities;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Domain.People;
using CommunityGrains.Domain.Suggestions;

namespace CommunityGrains.Domain;

/// <summary>The domain's rules on personal data while it can still be read. Deciders see only sealed texts,
/// so that whoever seals asks these first.</summary>
public static class ClearText
{
    /// <summary>What is wrong with the command's personal data, in the words of its decider; null when
    /// nothing is.</summary>
    public static Refusal? Refusal(Command command) => command switch
    {
        LeaderCommand leader => LeaderTexts.Wrong(leader),
        PersonCommand person => PersonTexts.Wrong(person),
        SuggestionCommand suggestion => SuggestionTexts.Wrong(suggestion),
        CommunityCommand.StateByRegister { StatesHead: true } c => Heads.Refusal(c.Head),
        CommunityCommand.Propose c => Heads.Refusal(c.Head),
        CommunityCommand.Register c => Heads.Refusal(c.Head),
        CommunityCommand.NameHead c => Heads.Refusal(c.Head),
        _ => null,
    };

    /// <summary>A head as it is kept: without spaces around its parts.</summary>
    public static Contact Tidy(Contact head) => Heads.Tidy(head);

    /// <summary>Who a head stated by a register is, given whom the community has now and whom the register
    /// stated before, all of them readable.</summary>
    public static Contact AsKnown(Contact stated, Contact? now, Contact? before) =>
        Heads.AsKnown(stated, now, before);
}
