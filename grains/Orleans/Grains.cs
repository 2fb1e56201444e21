using CommunityGrains.Engine;

namespace CommunityGrains.Orleans;

// One type per stream category, named by its business: so placement, collection, metrics and dashboards of
// Orleans tell them apart. A new kind of grain needs its line here; a specification finds one that is
// missing.

[GrainType("municipality")]
public sealed class MunicipalityGrain(Deciding deciding) : StreamGrain(deciding);

[GrainType("community")]
public sealed class CommunityGrain(Deciding deciding) : StreamGrain(deciding);

[GrainType("leader")]
public sealed class LeaderGrain(Deciding deciding) : StreamGrain(deciding);

[GrainType("initiative")]
public sealed class InitiativeGrain(Deciding deciding) : StreamGrain(deciding);

[GrainType("account")]
public sealed class AccountGrain(Deciding deciding) : StreamGrain(deciding);

[GrainType("person")]
public sealed class PersonGrain(Deciding deciding) : StreamGrain(deciding);

[GrainType("suggestion")]
public sealed class SuggestionGrain(Deciding deciding) : StreamGrain(deciding);
