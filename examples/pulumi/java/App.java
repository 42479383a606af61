package app;

import com.pulumi.Pulumi;
import com.pulumi.dbtcloud.ScimConfigToken;
import com.pulumi.dbtcloud.ScimConfigTokenArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(context -> {
            var okta = new ScimConfigToken("okta", ScimConfigTokenArgs.builder()
                .name("okta-scim")
                .build());

            // A secret: encrypted in the state, masked on the screen.
            context.export("scimToken", okta.tokenString());
            // The token's id. okta.id() would be the text "missing ID".
            context.export("scimTokenId", okta.scimConfigTokenId());
        });
    }
}
