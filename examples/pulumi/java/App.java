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

            // A secret: Pulumi encrypts it in the state and does not show it.
            context.export("scimToken", okta.tokenString());
            // The ID of the token. The value of okta.id() is the text "missing ID".
            context.export("scimTokenId", okta.scimConfigTokenId());
        });
    }
}
